// Messages by the official `@anthropic-ai/sdk` package.
import { blank, helperAgrees } from './normal.js';

export function anthropic(Anthropic, thinking) {
  return async (job, result, signal) => {
    const client = new Anthropic({
      baseURL: job.baseUrl,
      apiKey: job.apiKey,
      authToken: null,
      maxRetries: 0,
      timeout: job.timeoutMs,
    });
    const messages = [{ role: 'user', content: job.user }];
    const asked = params(job, thinking);
    const turn = job.mode === 'stream' ? streamed : whole;
    const content = await turn(client, job, { ...asked, messages }, result, signal);
    if (!job.loop) return;
    messages.push({ role: 'assistant', content });
    messages.push({
      role: 'user',
      content: result.calls.map((call) => ({
        type: 'tool_result',
        tool_use_id: call.id,
        content: job.toolResults[call.name],
      })),
    });
    result.first = { ...result };
    await turn(client, job, { ...asked, messages }, result, signal);
  };
}

function params(job, thinking) {
  const adaptive = thinking === 'adaptive';
  return {
    model: job.model,
    max_tokens: job.maxTokens,
    ...(job.system && { system: job.system }),
    ...(job.stop && { stop_sequences: job.stop }),
    ...(job.reasoning && {
      thinking: adaptive ? { type: 'adaptive' } : { type: 'enabled', budget_tokens: 1024 },
    }),
    ...(job.tools && {
      tools: job.tools.map((tool) => ({
        name: tool.name,
        description: tool.description,
        input_schema: tool.schema,
      })),
    }),
  };
}

async function whole(client, job, asked, result, signal) {
  Object.assign(result, blank());
  const { data, request_id } = await client.messages.create(asked, { signal }).withResponse();
  result.requestId = request_id;
  Object.assign(result, ofMessage(data));
  return data.content;
}

async function streamed(client, job, asked, result, signal) {
  Object.assign(result, blank());
  const { data, request_id } = await client.messages
    .create({ ...asked, stream: true }, { signal })
    .withResponse();
  result.requestId = request_id;
  const usage = {};
  for await (const event of data) fold(event, result, usage);
  if (!job.helper) return null;
  let content = null;
  result.helper = await helperAgrees(result, async () => {
    const message = await client.messages.stream(asked, { signal }).finalMessage();
    content = message.content;
    return ofMessage(message);
  });
  return content;
}

function fold(event, into, usage) {
  const spend = event.usage ?? event.message?.usage;
  if (spend) {
    for (const [name, value] of Object.entries(spend)) if (value != null) usage[name] = value;
    into.usage = usageOf(usage);
  }
  if (event.type === 'content_block_start') {
    const block = event.content_block;
    if (block.type === 'tool_use') into.calls.push({ id: block.id, name: block.name, args: '' });
  } else if (event.type === 'content_block_delta') {
    const delta = event.delta;
    if (delta.type === 'text_delta') into.text += delta.text;
    if (delta.type === 'thinking_delta') into.reasoning += delta.thinking;
    if (delta.type === 'signature_delta') into.signature = delta.signature;
    if (delta.type === 'input_json_delta') into.calls.at(-1).args += delta.partial_json;
  } else if (event.type === 'message_delta') {
    into.stop = event.delta.stop_reason;
    into.stopSequence = event.delta.stop_sequence ?? null;
  }
}

function ofMessage(message) {
  const of = (type) => message.content.filter((block) => block.type === type);
  const thinking = of('thinking');
  return {
    text: of('text').map((block) => block.text).join(''),
    reasoning: thinking.map((block) => block.thinking).join(''),
    refusal: '',
    ...(thinking.length && { signature: thinking.at(-1).signature }),
    calls: of('tool_use').map((block) => ({
      id: block.id,
      name: block.name,
      args: JSON.stringify(block.input),
    })),
    stop: message.stop_reason,
    stopSequence: message.stop_sequence ?? null,
    usage: usageOf(message.usage),
  };
}

function usageOf(usage) {
  return {
    input: usage.input_tokens ?? null,
    output: usage.output_tokens ?? null,
    cache_read: usage.cache_read_input_tokens ?? null,
    cache_write: usage.cache_creation_input_tokens ?? null,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? null,
  };
}

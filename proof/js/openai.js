// Chat Completions by the official `openai` package.
import { blank, helperAgrees } from './normal.js';

export function openai(OpenAI) {
  return async (job, result, signal) => {
    const client = new OpenAI({
      baseURL: `${job.baseUrl}/v1`,
      apiKey: job.apiKey,
      maxRetries: 0,
      timeout: job.timeoutMs,
    });
    const messages = [];
    if (job.system) messages.push({ role: 'system', content: job.system });
    messages.push({ role: 'user', content: job.user });
    const turn = job.mode === 'stream' ? streamed : whole;
    const message = await turn(client, job, messages, result, signal);
    if (!job.loop) return;
    messages.push(message);
    for (const call of result.calls) {
      messages.push({ role: 'tool', tool_call_id: call.id, content: job.toolResults[call.name] });
    }
    result.first = { ...result };
    await turn(client, job, messages, result, signal);
  };
}

function params(job, messages) {
  return {
    model: job.model,
    messages,
    max_completion_tokens: job.maxTokens,
    ...(job.stop && { stop: job.stop }),
    ...(job.reasoning && { reasoning_effort: 'medium' }),
    ...(job.tools && {
      tools: job.tools.map((tool) => ({
        type: 'function',
        function: { name: tool.name, description: tool.description, parameters: tool.schema },
      })),
    }),
  };
}

async function whole(client, job, messages, result, signal) {
  Object.assign(result, blank());
  const { data, request_id } = await client.chat.completions
    .create(params(job, messages), { signal })
    .withResponse();
  result.requestId = request_id;
  Object.assign(result, ofCompletion(data));
  return data.choices[0].message;
}

async function streamed(client, job, messages, result, signal) {
  Object.assign(result, blank());
  const asked = { ...params(job, messages), stream_options: { include_usage: true } };
  const { data, request_id } = await client.chat.completions
    .create({ ...asked, stream: true }, { signal })
    .withResponse();
  result.requestId = request_id;
  for await (const chunk of data) fold(chunk, result);
  if (!job.helper) return null;
  let message = null;
  result.helper = await helperAgrees(result, async () => {
    const completion = await client.chat.completions.stream(asked, { signal }).finalChatCompletion();
    message = completion.choices[0].message;
    return ofCompletion(completion);
  });
  return message;
}

function fold(chunk, into) {
  if (chunk.usage) into.usage = usageOf(chunk.usage);
  for (const choice of chunk.choices ?? []) {
    const delta = choice.delta ?? {};
    into.text += delta.content ?? '';
    into.refusal += delta.refusal ?? '';
    into.reasoning += delta.reasoning_content ?? '';
    for (const part of delta.tool_calls ?? []) {
      const call = (into.calls[part.index] ??= { id: part.id, name: part.function.name, args: '' });
      call.args += part.function?.arguments ?? '';
    }
    if (choice.finish_reason) into.stop = choice.finish_reason;
  }
}

function ofCompletion(completion) {
  const { message, finish_reason } = completion.choices[0];
  return {
    text: message.content ?? '',
    reasoning: message.reasoning_content ?? '',
    refusal: message.refusal ?? '',
    calls: (message.tool_calls ?? []).map((call) => ({
      id: call.id,
      name: call.function.name,
      args: call.function.arguments,
    })),
    stop: finish_reason,
    usage: completion.usage ? usageOf(completion.usage) : null,
  };
}

function usageOf(usage) {
  return {
    input: usage.prompt_tokens,
    output: usage.completion_tokens,
    cache_read: usage.prompt_tokens_details?.cached_tokens ?? null,
    cache_write: usage.prompt_tokens_details?.cache_write_tokens ?? null,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? null,
  };
}

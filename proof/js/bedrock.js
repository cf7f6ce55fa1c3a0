// Converse and ConverseStream by the official `@aws-sdk/client-bedrock-runtime` package.
import { blank } from './normal.js';

export function bedrock({ BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand }) {
  return async (job, result, signal) => {
    const client = new BedrockRuntimeClient({
      region: 'us-east-1',
      endpoint: job.baseUrl,
      maxAttempts: 1,
      requestHandler: { requestTimeout: job.timeoutMs },
      ...(job.secret
        ? { credentials: { accessKeyId: job.apiKey, secretAccessKey: job.secret } }
        : { token: { token: job.apiKey }, authSchemePreference: ['httpBearerAuth'] }),
    });
    try {
      const messages = [{ role: 'user', content: [{ text: job.user }] }];
      const asked = params(job);
      const turn = async () => {
        Object.assign(result, blank());
        return job.mode === 'stream'
          ? streamed(client, new ConverseStreamCommand({ ...asked, messages }), result, signal)
          : whole(client, new ConverseCommand({ ...asked, messages }), result, signal);
      };
      const answer = await turn();
      if (!job.loop) return;
      messages.push(answer);
      messages.push({
        role: 'user',
        content: result.calls.map((call) => ({
          toolResult: { toolUseId: call.id, content: [{ text: job.toolResults[call.name] }] },
        })),
      });
      result.first = { ...result };
      await turn();
    } finally {
      client.destroy();
    }
  };
}

function params(job) {
  return {
    modelId: job.model,
    inferenceConfig: { maxTokens: job.maxTokens, ...(job.stop && { stopSequences: job.stop }) },
    ...(job.system && { system: [{ text: job.system }] }),
    ...(job.reasoning && {
      additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    }),
    ...(job.tools && {
      toolConfig: {
        tools: job.tools.map((tool) => ({
          toolSpec: {
            name: tool.name,
            description: tool.description,
            inputSchema: { json: tool.schema },
          },
        })),
      },
    }),
  };
}

async function whole(client, command, result, signal) {
  const answer = await client.send(command, { abortSignal: signal });
  result.requestId = answer.$metadata.requestId;
  const { message } = answer.output;
  for (const block of message.content) read(block, result);
  result.stop = answer.stopReason;
  result.usage = usageOf(answer.usage);
  return message;
}

async function streamed(client, command, result, signal) {
  const answer = await client.send(command, { abortSignal: signal });
  result.requestId = answer.$metadata.requestId;
  const blocks = [];
  for await (const event of answer.stream) fold(event, result, blocks);
  const content = blocks.filter(Boolean).map(closed);
  for (const block of content) read(block, result);
  return { role: 'assistant', content };
}

function fold(event, into, blocks) {
  if (event.contentBlockStart?.start?.toolUse) {
    blocks[event.contentBlockStart.contentBlockIndex] = {
      toolUse: { ...event.contentBlockStart.start.toolUse, input: '' },
    };
  } else if (event.contentBlockDelta) {
    const { contentBlockIndex, delta } = event.contentBlockDelta;
    if (delta.text !== undefined) {
      (blocks[contentBlockIndex] ??= { text: '' }).text += delta.text;
      into.partial = (into.partial ?? '') + delta.text;
    } else if (delta.toolUse) {
      blocks[contentBlockIndex].toolUse.input += delta.toolUse.input;
    } else if (delta.reasoningContent) {
      const block = (blocks[contentBlockIndex] ??= { reasoningContent: { reasoningText: { text: '' } } });
      const reasoning = block.reasoningContent.reasoningText;
      reasoning.text += delta.reasoningContent.text ?? '';
      if (delta.reasoningContent.signature) reasoning.signature = delta.reasoningContent.signature;
    }
  } else if (event.messageStop) {
    into.stop = event.messageStop.stopReason;
  } else if (event.metadata) {
    into.usage = usageOf(event.metadata.usage);
  }
}

function closed(block) {
  if (!block.toolUse) return block;
  return { toolUse: { ...block.toolUse, input: JSON.parse(block.toolUse.input || '{}') } };
}

function read(block, into) {
  if (block.text !== undefined) into.text += block.text;
  const reasoning = block.reasoningContent?.reasoningText;
  if (reasoning) {
    into.reasoning += reasoning.text;
    into.signature = reasoning.signature;
  }
  if (block.toolUse) {
    const { toolUseId, name, input } = block.toolUse;
    into.calls.push({ id: toolUseId, name, args: JSON.stringify(input) });
  }
}

function usageOf(usage) {
  return {
    input: usage.inputTokens ?? null,
    output: usage.outputTokens ?? null,
    cache_read: usage.cacheReadInputTokens ?? null,
    cache_write: usage.cacheWriteInputTokens ?? null,
    reasoning: null,
  };
}

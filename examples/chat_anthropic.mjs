// Streams an answer with the official Anthropic SDK: npm install @anthropic-ai/sdk; node chat_anthropic.mjs
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({
  baseURL: process.env.SLUICE_URL ?? 'http://127.0.0.1:8080',
  apiKey: process.env.SLUICE_KEY ?? 'any',
});

const stream = client.messages.stream({
  model: process.env.SLUICE_MODEL ?? 'demo',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Explain streaming in two sentences.' }],
});
stream.on('text', (text) => process.stdout.write(text));
await stream.finalMessage();
process.stdout.write('\n');

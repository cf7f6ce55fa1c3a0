// Streams an answer with the official OpenAI SDK: npm install openai; node chat_openai.mjs
import OpenAI from 'openai';

const url = process.env.SLUICE_URL ?? 'http://127.0.0.1:8080';
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: process.env.SLUICE_KEY ?? 'any' });

const stream = await client.chat.completions.create({
  model: process.env.SLUICE_MODEL ?? 'demo',
  messages: [{ role: 'user', content: 'Explain streaming in two sentences.' }],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
}
process.stdout.write('\n');

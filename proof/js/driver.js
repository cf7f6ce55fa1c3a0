// Runs one official SDK for the matrix: reads jobs as JSON lines on stdin, writes one result line per job on stdout.
// Usage: node driver.js openai-6|openai-7|anthropic-0|anthropic-1|bedrock
import readline from 'node:readline';
import { openai } from './openai.js';
import { anthropic } from './anthropic.js';
import { bedrock } from './bedrock.js';
import { failureOf } from './normal.js';

const client = process.argv[2];
const drivers = {
  'openai-6': async () => openai((await import('openai-6')).default),
  'openai-7': async () => openai((await import('openai-7')).default),
  'anthropic-0': async () => anthropic((await import('anthropic-0')).default, 'enabled'),
  'anthropic-1': async () => anthropic((await import('anthropic-1')).default, 'adaptive'),
  bedrock: async () => bedrock(await import('bedrock')),
};
if (!drivers[client]) {
  console.error(`unknown client ${client}; known: ${Object.keys(drivers).join(', ')}`);
  process.exit(2);
}
const converse = await drivers[client]();

/** Runs a job under a watch of its own, since not every SDK has a clock for a silent body. */
async function run(job) {
  const result = { id: job.id };
  const abort = new AbortController();
  let watch;
  const hung = new Promise((resolve) => {
    watch = setTimeout(() => {
      result.hung = true;
      abort.abort();
      resolve();
    }, job.watchMs);
  });
  const work = converse(job, result, abort.signal).catch((error) => {
    if (!result.hung) result.error = failureOf(error);
  });
  await Promise.race([work, hung]);
  clearTimeout(watch);
  return result;
}

process.on('unhandledRejection', (error) => console.error('unhandled', error));
process.on('uncaughtException', (error) => console.error('uncaught', error));
console.log(JSON.stringify({ ready: client }));
for await (const line of readline.createInterface({ input: process.stdin })) {
  run(JSON.parse(line)).then((result) => console.log(JSON.stringify(result)));
}

/**
 * `npm run bench sweep [RUNS [SCENARIO [WORKERS,WORKERS]]]`: how many whole batches a second a sweep does with one worker and
 * with two, through the built library and with results on disk, and how its memory grows. By default 400 runs of `eng5`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Library from '../src/index.js';

const [, , given = '400', scenario = 'eng5', threads = '1,2'] = process.argv;
const runs = Number(given);
const built = pathToFileURL(join(process.cwd(), 'dist/index.js')).href;
const { sweep } = (await import(built)) as typeof Library;

const rates: number[] = [];
for (const workers of threads.split(',').map(Number)) {
  const memory: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-bench-sweep-'));
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  const { computed, values } = await sweep(experiment(scenario), {
    folder,
    workers,
    replicates: runs,
    onProgress: ({ done, total }) => {
      if (memory.length < Math.floor((10 * done) / total)) memory.push(megabytes());
    },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(before);
  rmSync(folder, { recursive: true });
  rates.push(computed / seconds);
  say(`${workers} worker${workers === 1 ? '' : 's'}: ${computed} batches in ${seconds.toFixed(1)} s, `);
  say(`${(computed / seconds).toFixed(1)} a second (${values.broken(0)} broken), `);
  say(`${((user + system) / 1000 / computed).toFixed(1)} ms of processor a batch\n`);
  say(`  resident memory at each tenth, MB: ${memory.join(' ')}\n`);
}
if (rates.length === 2) say(`second worker: × ${((rates[1] ?? 0) / (rates[0] ?? 1)).toFixed(2)}\n`);

function experiment(name: string): Library.ExperimentInput {
  return {
    name: 'bench',
    title: 'bench',
    question: 'How fast?',
    scenario: name,
    design: { kind: 'list', arms: [{ name }] },
  };
}

function megabytes(): string {
  return (process.memoryUsage().rss / 2 ** 20).toFixed(0);
}

function say(text: string): void {
  process.stdout.write(text);
}

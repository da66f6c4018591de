/**
 * Mutation scores of src/cj and src/steps: which of many small wrong changes the golden vectors, the property tests
 * and the search with its oracles catch, each alone.
 *
 *     npx tsx scripts/mutation.ts --size 300 --seed 1 --out docs/mutation.json
 *
 * The sample is drawn from all sites; mutants that do not compile are left out. `hits` tells whether the probe came
 * by the place at all.
 */
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compilingMutants } from './mutation/compiling-mutants.js';
import { mutantBundle, type Probe } from './mutation/mutant-bundle.js';
import type { Mutant } from './mutation/mutants-of.js';

const ROOT = join(import.meta.dirname, '..');
/**
 * A mutant that computes so many times as long as the program itself does not come to an end. What counts is the time
 * of processors, not that of the clock: on a busy machine a slow run is no endless one.
 */
const MUCH_LONGER = 4;
const LEAST_SECONDS = 30;
const MOST_MEGABYTES = 1000;
const LANES = availableParallelism();

interface Verdict {
  readonly killed: string | null;
  readonly hits: readonly number[];
  /** Of processors. */
  readonly seconds: number;
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'docs/mutation.json' },
    probes: { type: 'string', default: 'vectors,properties,search' },
  },
});

const { mutants, sites, refused } = compilingMutants(ROOT, Number(values.size), values.seed);
console.log(`${mutants.length} mutants of ${sites} sites; ${refused} that were drawn do not compile`);
const results = new Map<number, Record<string, string | null>>(mutants.map(({ id }) => [id, {}]));
const summary: Record<string, { caught: number; met: number; of: number }> = {};
for (const probe of probes()) {
  if (!values.probes.split(',').includes(probe.name)) continue;
  const bundle = await mutantBundle(ROOT, probe, mutants);
  const { killed, hits, seconds } = await inProcess(bundle, 0, null);
  const mostSeconds = Math.max(LEAST_SECONDS, MUCH_LONGER * seconds);
  if (killed !== null) throw new Error(`${probe.name} fails without a mutant: ${killed}`);
  const met = new Set(hits);
  const caught = await runAll(bundle, mutants, mostSeconds, (mutant, verdict) => {
    const own = results.get(mutant.id);
    if (own !== undefined) own[probe.name] = verdict.killed;
  });
  summary[probe.name] = { caught, met: met.size, of: mutants.length };
  const share = (of: number) => `${((100 * caught) / of).toFixed(1)} %`;
  console.log(
    `${probe.name}: ${caught} of ${mutants.length} (${share(mutants.length)}); came by ${met.size} (${share(met.size)} of these)`,
  );
  for (const { id } of mutants) {
    const own = results.get(id);
    if (own !== undefined && !met.has(id) && own[probe.name] === null) own[`${probe.name}_met`] = 'no';
  }
}
writeFileSync(
  values.out,
  `${JSON.stringify(
    {
      sites,
      refused,
      seed: values.seed,
      summary,
      mutants: mutants.map(({ start: _s, end: _e, ...mutant }) => ({ ...mutant, ...results.get(mutant.id) })),
    },
    null,
    1,
  )}\n`,
);

function probes(): readonly Probe[] {
  const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(cj|steps)\/.*(?<!\/vectors)\.test\.ts$/.test(name),
  );
  const imports = tests.map((name) => `import '../../test/${name}';`).join('\n');
  return [
    { name: 'vectors', code: "import { probe } from './probe-vectors.js';" },
    { name: 'search', code: "import { probe } from './probe-search.js';" },
    {
      name: 'properties',
      code: `${imports}\nimport { firstFailure as probe } from 'vitest';`,
      alias: { vitest: './scripts/mutation/vitest-stand-in.ts' },
    },
  ];
}

async function runAll(
  bundle: string,
  all: readonly Mutant[],
  mostSeconds: number,
  told: (mutant: Mutant, verdict: Verdict) => void,
): Promise<number> {
  let next = 0;
  let caught = 0;
  const lane = async (): Promise<void> => {
    for (let mutant = all[next++]; mutant !== undefined; mutant = all[next++]) {
      const verdict = await inProcess(bundle, mutant.id, mostSeconds);
      if (verdict.killed !== null) caught++;
      told(mutant, verdict);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return caught;
}

/** A process of its own: a mutant whose lists grow without end takes nothing else with it. */
function inProcess(bundle: string, mutant: number, mostSeconds: number | null): Promise<Verdict> {
  const limit = mostSeconds === null ? '' : `ulimit -t ${Math.ceil(mostSeconds)}; `;
  const program = [process.execPath, `--max-old-space-size=${MOST_MEGABYTES}`, bundle, String(mutant)];
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, ...program], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('message', (verdict: Verdict) => resolve(verdict));
    child.once('exit', (code, signal) => {
      const killed = signal === null ? `thrown: exit ${code}` : `no end: ${signal}`;
      // Comes after the message, where there is one.
      setTimeout(() => resolve({ killed, hits: [], seconds: 0 }), 1000);
    });
  });
}

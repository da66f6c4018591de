/**
 * `npm run bench -- world [BATCHES …]`: worlds of many batches, a batch of 1,000 essays, and what tracing and
 * persisting cost, in one process. Ratios come from alternating runs, the shortest of each kind (bench/README.md).
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario } from '../src/files/load-scenario.js';
import { createWorld, type WorldOptions } from '../src/library/create-world.js';
import { run } from '../src/library/run.js';
import { sha256 } from '../src/library/sha256.js';
import { DigestChain } from '../src/sim/digest-chain.js';
import { expandScenario } from '../src/sim/scenario/expand-scenario.js';
import { parseScenario } from '../src/sim/scenario/parse-scenario.js';
import type { WorldPlan } from '../src/sim/scenario/world-plan.js';
import type { TraceRecord } from '../src/sim/trace-record.js';

const ROUNDS = 7;
const folder = mkdtempSync(join(tmpdir(), 'cjsim-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const batchCounts = process.argv.slice(2).map(Number);
tracingAndPersisting();
largeNet();
for (const batches of batchCounts.length > 0 ? batchCounts : [10, 100, 1000]) manyBatches(batches);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Shares of a run of `class-60`. */
function tracingAndPersisting(): void {
  const plan = planOf('class-60');
  const records: TraceRecord[] = [];
  runOnce(plan, { onRecord: (_line, record) => records.push(record) });
  const shortest = alternating({
    bare: () => runOnce(plan),
    digest: () => digestAll(records),
    traced: () => traced(plan),
    persisted: () => runOnce(plan, { database: newPath() }),
  });
  const { bare, digest, traced: withFile, persisted } = shortest;
  say(`class-60 in memory: ${bare.toFixed(0)} ms`);
  say(`tracing, digest only: ${percent(digest / (bare - digest))} of the run without it`);
  say(`tracing into a file: ${percent((withFile - bare + digest) / (bare - digest))}`);
  say(`every step persisted: ${(persisted / bare).toFixed(2)} × in memory`);
}

/** "Matching apart": without the share of the samples that fall into the planning of waves. */
function largeNet(): void {
  const small = apart(planOf('eng5'), ROUNDS);
  const large = apart(thousandEssays(), 1);
  say(`eng5: ${small.whole.toFixed(3)} ms a comparison, ${small.rest.toFixed(3)} without matching`);
  say(
    `1,000 essays, 20,000 comparisons: ${large.whole.toFixed(3)} ms, ${large.rest.toFixed(3)} without matching`,
  );
  say(`… matching apart ${(large.rest / small.rest).toFixed(2)} × eng5; at most ${peakMb()} MB so far`);
}

/** Milliseconds a comparison, in all and without the planning of waves. */
function apart(plan: WorldPlan, rounds: number): { readonly whole: number; readonly rest: number } {
  const whole = perComparison(plan, rounds);
  const share = sampledShare('planWave', () => {
    for (let round = 0; round < rounds; round++) perComparison(plan, 1);
  });
  return { whole, rest: whole * (1 - share) };
}

/** The share of the profiler's samples that have a function of this name on the stack. */
function sampledShare(name: string, work: () => void): number {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.start');
  work();
  let share = 0;
  session.post('Profiler.stop', (_error, { profile }) => {
    const parents = new Map(
      profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
    );
    const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
    const isBelow = (id: number | undefined): boolean =>
      id !== undefined && (names.get(id) === name || isBelow(parents.get(id)));
    const samples = profile.samples ?? [];
    share = samples.filter((id) => isBelow(id)).length / samples.length;
  });
  session.disconnect();
  return share;
}

function perComparison(plan: WorldPlan, rounds: number): number {
  let submitted = 0;
  const { all } = alternating(
    {
      all: () => {
        const world = createWorld({ plan, keepTrace: false });
        run(world);
        submitted = (
          world.store.driver.prepare('select sum(submitted_comparisons) as n from cj_batch_states').get() as {
            readonly n: number;
          }
        ).n;
        world.close();
      },
    },
    rounds,
  );
  return all / submitted;
}

function manyBatches(batches: number): void {
  const { scenario, sources } = loadScenario('eng5');
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  const world = createWorld({
    plan: expandScenario(scenario, { batchCount: batches }, sources),
    keepTrace: false,
  });
  const ending = run(world);
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  const mb = (process.memoryUsage().rss - before) / 1e6;
  say(
    `${batches} batches of eng5 (${ending}): ${(ms / 1000).toFixed(1)} s, ${(ms / batches).toFixed(1)} ms a batch; memory +${mb.toFixed(0)} MB, at most ${peakMb()} MB`,
  );
  world.close();
}

/** The shortest of some rounds, in processor time, which other work disturbs less than the clock. */
function alternating<Name extends string>(
  works: Readonly<Record<Name, () => void>>,
  rounds = ROUNDS,
): Readonly<Record<Name, number>> {
  const shortest = {} as Record<Name, number>;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(works) as Name[]) {
      const start = process.cpuUsage();
      works[name]();
      const { user, system } = process.cpuUsage(start);
      shortest[name] = Math.min(shortest[name] ?? Number.POSITIVE_INFINITY, (user + system) / 1000);
    }
  }
  return shortest;
}

function runOnce(plan: WorldPlan, options: Omit<WorldOptions, 'plan'> = {}): void {
  const world = createWorld({ plan, keepTrace: false, ...options });
  run(world);
  world.traceDigest();
  world.close();
}

/** As the trace writer does it. */
function digestAll(records: readonly TraceRecord[]): void {
  const chain = DigestChain.start(sha256, '');
  for (const record of records) chain.add(JSON.stringify(record));
}

function traced(plan: WorldPlan): void {
  const file = openSync(newPath(), 'w');
  let lines: string[] = [];
  runOnce(plan, {
    onRecord: (line) => {
      lines.push(line);
      if (lines.length < 256) return;
      writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
    },
  });
  writeSync(file, lines.join('\n'));
  closeSync(file);
}

function planOf(name: string): WorldPlan {
  const { scenario, sources } = loadScenario(name);
  return expandScenario(scenario, {}, sources);
}

function thousandEssays(): WorldPlan {
  const scenario = parseScenario({
    name: 'thousand-essays',
    seed: 1,
    settings: { MAX_PAIRWISE_COMPARISONS: 20_000 },
    judge: { profile: 'bt' },
    essays: { generate: { count: 1000, ability: { normal: { mean: 0, sd: 1.5 } }, words: 200 } },
    request: { max_comparisons: 20_000 },
  });
  return expandScenario(scenario, {}, loadScenario('class-60').sources);
}

function newPath(): string {
  return join(folder, `${files++}`);
}

function peakMb(): string {
  return (process.resourceUsage().maxRSS / 1000).toFixed(0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

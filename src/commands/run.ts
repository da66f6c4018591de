/** `cjsim run`: a scenario, or a folder of one's own essays, from the request to grades. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import { completeScenario, type LoadedScenario, loadScenario } from '../files/load-scenario.js';
import { isPath } from '../files/package-data.js';
import { parseSet } from '../files/parse-set.js';
import { createWorld } from '../library/create-world.js';
import { runAsync } from '../library/run.js';
import { jsonResult } from '../report/json-result.js';
import { readStoredWorld, type StoredWorld } from '../report/stored-world.js';
import { COLOURED, PLAIN } from '../report/style.js';
import { summary } from '../report/summary.js';
import { expandScenario } from '../sim/scenario/expand-scenario.js';
import { locateByKey } from '../sim/scenario/key-path.js';
import type { KeyChange } from '../sim/scenario/set-key.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { Ending } from '../sim/world.js';
import type { Arguments } from './arguments.js';
import type { Command, Flag } from './command.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { keepWorld } from './kept-world.js';
import { loadJudge } from './load-judge.js';
import type { Terminal } from './terminal.js';

/** Flags that say what a world is made from; `eng5-runner` has some of them too. */
export const WORLD_FLAGS = {
  policy: { value: 'NAME', describe: 'current, service-2026-02, service-2025-11-27 or service-2025-11-16' },
  defect: { value: 'NAME', describe: 'a historical bug to switch on; may be repeated', many: true },
  seed: { value: 'SEED', describe: 'any text; the same seed gives the same bytes' },
  set: { value: 'KEY=VALUE', describe: 'a scenario key or a setting; may be repeated', many: true },
  fault: { value: 'FAULT', describe: 'drop-callback:0.02, provider-outage@60s..120s, …; may be repeated', many: true },
  judge: { value: 'NAME', describe: 'a judge profile, or the path of your own module (./my-judge.js)' },
  schedule: { value: 'NAME', describe: 'how ties in time are broken: keyed or fifo' },
} satisfies Record<string, Flag>;

const RUN_FLAGS = {
  ...WORLD_FLAGS,
  essays: { value: 'DIR', describe: 'a folder of your own essays (.txt, .md) instead of a scenario' },
  anchors: { value: 'CSV', describe: 'your anchors: columns file, grade' },
  quality: { value: 'CSV', describe: 'the true quality of your essays, if known: columns id, quality' },
  scale: { value: 'NAME', describe: 'grade scale of your anchors' },
  'max-comparisons': { value: 'N', describe: 'the comparisons that the runner asks for' },
  batches: { value: 'N', describe: 'so many batches in one world' },
  db: { value: 'FILE', describe: 'keep the world in this new file, step by step' },
  'no-keep': { describe: 'do not keep the world in .cjsim/last.db' },
  trace: { value: 'FILE', describe: 'write the trace, one JSON record a line' },
  json: { describe: 'One JSON object instead of the summary' },
  check: { describe: 'check the invariants after every step' },
  'keep-prompts': { describe: 'store the text of every prompt' },
} satisfies Record<string, Flag>;

export const runCommand: Command = {
  positionals: { scenario: { describe: 'a name from cjsim scenarios, or a YAML file' } },
  flags: RUN_FLAGS,
  examples: [
    ['cjsim run eng5', '24 essays and 288 comparisons'],
    ['cjsim run batch-21 --policy service-2025-11-16', 'the batch that this project began with'],
    ['cjsim run --essays essays/ --anchors anchors.csv --scale swedish_8_anchor --max-comparisons 200', 'your own'],
    ['cjsim run class-60 --set SCORE_STABILITY_THRESHOLD=0.1 --json', 'another threshold, for a program'],
  ],
  run: async (args, terminal) => {
    const { plan, loaded } = planned(args);
    for (const note of loaded.notes) terminal.err(`Note: ${note}\n`);
    return runPlan({ plan, folder: loaded.folder, args, terminal, show });
  },
};

/** The plan that the flags ask for. */
export function planned(args: Arguments): { readonly plan: WorldPlan; readonly loaded: LoadedScenario } {
  const loaded = loadedFrom(args);
  const maxComparisons = args.wholeNumber('max-comparisons', { least: -1_000_000, most: 10_000_000 });
  const batchCount = args.wholeNumber('batches', { least: 1, most: 100_000 });
  const defects = args.texts('defect');
  const overrides = {
    ...given('seed', args.text('seed')),
    ...given('policy', args.text('policy')),
    ...(defects.length > 0 ? { defects } : {}),
    ...given('schedule', args.text('schedule')),
    ...given('maxComparisons', maxComparisons),
    ...given('batchCount', batchCount),
  };
  return { plan: expandScenario(loaded.scenario, overrides as Parameters<typeof expandScenario>[1], loaded.sources), loaded };
}

function given<Value>(key: string, value: Value | undefined): Readonly<Record<string, Value>> {
  return value === undefined ? {} : { [key]: value };
}

function loadedFrom(args: Arguments): LoadedScenario {
  const name = args.text('scenario');
  const changes = [...ownEssays(args), ...judgeChange(args), ...args.texts('set').map(parseSet)];
  const faults = args.texts('fault');
  if (faults.length > 0) changes.push({ path: ['faults'], value: faults, written: '--fault' } as unknown as KeyChange);
  if (args.has('keep-prompts')) changes.push(parseSet('keep_prompts=true'));
  if (args.text('essays') === undefined) return loadScenario(name ?? 'eng5', changes);
  if (name !== undefined) {
    throw new UserError({
      code: 'scenario_and_essays',
      message: 'A scenario and --essays cannot be combined',
      fix: 'Name one of them',
    });
  }
  return completeScenario({ name: 'own-essays' }, { folder: resolve('.'), name: 'own-essays', locate: locateByKey, changes });
}

function ownEssays(args: Arguments): KeyChange[] {
  const essays = args.text('essays');
  const anchors = args.text('anchors');
  const scale = args.text('scale');
  const quality = args.text('quality');
  if (essays === undefined) {
    const stray = ['anchors', 'scale', 'quality'].find((flag) => args.text(flag) !== undefined);
    if (stray === undefined) return [];
    throw new UserError({ code: 'no_essays', message: `--${stray} goes with --essays`, fix: 'Name the folder of your essays with --essays DIR' });
  }
  const path = (text: string): string => JSON.stringify(resolve(text));
  return [
    parseSet(`essays.folder=${path(essays)}`),
    ...(quality === undefined ? [] : [parseSet(`essays.csv=${path(quality)}`)]),
    ...(anchors === undefined ? [] : [parseSet(`assignment.anchors.csv=${path(anchors)}`), parseSet(`assignment.anchors.folder=${path(essays)}`)]),
    ...(scale === undefined ? [] : [parseSet(`assignment.grade_scale=${JSON.stringify(scale)}`)]),
  ];
}

function judgeChange(args: Arguments): KeyChange[] {
  const judge = args.text('judge');
  if (judge === undefined) return [];
  return [parseSet(isPath(judge) && !/\.ya?ml$/.test(judge) ? `judge={"module":${JSON.stringify(judge)}}` : `judge={"profile":${JSON.stringify(judge)}}`)];
}

export interface RunRequest {
  readonly plan: WorldPlan;
  /** Where relative paths of the scenario start from. */
  readonly folder: string;
  readonly args: Arguments;
  readonly terminal: Terminal;
  /** What is said of the world when it has ended. */
  readonly show: (world: StoredWorld, kept: string | null, request: RunRequest) => string;
}

export async function runPlan(request: RunRequest): Promise<ExitCode> {
  const { plan, folder, args, terminal } = request;
  const database = args.text('db');
  const judge = await loadJudge(plan, folder);
  const world = createWorld({
    plan,
    check: args.has('check'),
    ...(database === undefined ? {} : { database }),
    ...(judge === null ? {} : { judge }),
  });
  try {
    const ending = await runAsync(world, { signal: terminal.signal });
    if (ending === 'aborted') {
      const next = database === undefined ? 'Nothing was kept.' : `Go on with: cjsim resume ${database}`;
      terminal.err(`Interrupted. ${next}\n`);
      return EXIT.interrupted;
    }
    world.seal(ending);
    const stored = readStoredWorld(world.store);
    const trace = args.text('trace');
    if (trace !== undefined) writeFileSync(trace, `${world.store.journal.traceAfter(0).join('\n')}\n`);
    const kept = database ?? (args.has('no-keep') ? null : keepWorld(world.store.driver.serialize()));
    terminal.out(request.show(stored, kept, request));
    return exitCode(stored, ending);
  } finally {
    world.close();
  }
}

function show(world: StoredWorld, kept: string | null, { args, terminal }: RunRequest): string {
  if (args.has('json')) return `${JSON.stringify(jsonResult(world), null, 2)}\n`;
  return `${summary(world, terminal.colour ? COLOURED : PLAIN)}${whatNext(kept, args.text('db'))}`;
}

function whatNext(kept: string | null, database: string | undefined): string {
  if (kept === null) return '';
  const flag = database === undefined ? '' : ` --db ${database}`;
  return `
The world is in ${kept}. To go on:
  cjsim explain${flag}     the story of the run, one paragraph a decision
  cjsim inspect${flag}     its batches, budget, comparisons, anchors and projections
  cjsim check${flag}       success criteria and invariants
`;
}

export function exitCode(world: StoredWorld, ending: Ending): ExitCode {
  if (ending === 'timed_out') return EXIT.timedOut;
  if (ending === 'horizon' || ending === 'stranded') return EXIT.failed;
  return world.batches.some(({ state }) => state.state === 'FAILED') ? EXIT.failed : EXIT.done;
}

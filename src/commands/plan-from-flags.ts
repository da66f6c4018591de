/** From the flags of a command to the plan of a world. Each change knows the flag that it came from, for errors. */
import { resolve } from 'node:path';
import { UserError } from '../cj/errors.js';
import { objectOrNull } from '../cj/stored-value.js';
import { completeScenario, type LoadedScenario, loadScenario } from '../files/load-scenario.js';
import { parseSet } from '../files/parse-set.js';
import { given } from '../input/given.js';
import { type KeyPath, keyText } from '../input/key-path.js';
import { planNotes } from '../report/plan-notes.js';
import { parseFault, parsePause, parseRestart } from '../sim/faults/parse-fault.js';
import { expandScenario } from '../sim/scenario/expand-scenario.js';
import type { FaultOfScenario } from '../sim/scenario/fault-schema.js';
import type { ScenarioOverrides } from '../sim/scenario/parse-scenario.js';
import type { KeyChange } from '../sim/scenario/set-key.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { Arguments } from './arguments.js';
import type { Flag } from './command.js';
import { typedPath } from './typed-path.js';

/** What a world is made from, whatever it is run for. */
export const WORLD_FLAGS = {
  policy: { value: 'NAME', describe: 'current, service-2026-02, service-2025-11-27 or service-2025-11-16' },
  defect: {
    value: 'NAME',
    describe: 'a historical bug to switch on (cjsim defects lists them); may be repeated',
  },
  seed: { value: 'SEED', describe: 'any text; the same seed gives the same bytes' },
  set: { value: 'KEY=VALUE', describe: 'a scenario key or a setting; may be repeated' },
  fault: {
    value: 'FAULT',
    describe: 'what goes wrong: drop-callback:0.02, provider-outage@60s..120s, …; may be repeated',
  },
  pause: {
    value: 'ACTOR@FROM..TO',
    describe: 'an actor stands still: content_service@10s..20s; may be repeated',
  },
  restart: {
    value: 'ACTOR@TIME',
    describe: 'an actor loses its memory: batch/21@30s; may be repeated',
  },
  judge: {
    value: 'NAME',
    describe: 'a judge profile (bt, perfect, noisy, …), or the path of your own module (./my-judge.js)',
  },
  schedule: {
    value: 'NAME',
    describe:
      'order of what is due at the same time: keyed (drawn from the seed), fifo, or pct:1 to pct:9 (random priorities)',
  },
} satisfies Record<string, Flag>;

export interface PlannedRun {
  readonly plan: WorldPlan;
  /** Path of the module that judges, from the working folder; null for a profile. */
  readonly judgePath: string | null;
  /** The key or flag that names the judge. */
  readonly judgeWhere: string | undefined;
  /** What a user may want to know, one sentence each. */
  readonly notes: readonly string[];
}

/** `base`: a shipped scenario or a file, null for a scenario that the flags alone describe. */
export function planFromFlags(
  args: Arguments,
  base: string | null,
  more: readonly KeyChange[] = [],
): PlannedRun {
  const { scenario, overrides, sources, folderOf, notes } = scenarioFromFlags(args, base, more);
  const { module } = scenario.judge;
  const plan = expandScenario(scenario, overrides, sources);
  return {
    plan,
    judgePath: module === undefined ? null : typedPath(resolve(folderOf(['judge', 'module']), module)),
    judgeWhere: sources.locate?.(['judge', 'module']),
    notes: [...notes, ...planNotes(plan)],
  };
}

/** What a plan is made from, so that it can be made again with other draws. */
export function scenarioFromFlags(
  args: Arguments,
  base: string | null,
  more: readonly KeyChange[] = [],
): LoadedScenario & { readonly overrides: ScenarioOverrides } {
  const loaded = loadedFrom(base, [...more, ...changesOf(args)]);
  // Whether a budget below 1 is refused is the policy's business.
  const maxComparisons = args.wholeNumber('max-comparisons', { least: -10_000_000, most: 10_000_000 });
  const batchCount = args.wholeNumber('batches', { least: 1, most: 100_000 });
  const faults = faultsOf(args);
  const overrides = {
    ...(faults.length === 0 ? {} : { faults }),
    ...given({ maxComparisons, batchCount }),
  };
  const sources = { ...loaded.sources, locateOverride: (path: KeyPath) => flagOf(path, args) };
  return { ...loaded, sources, overrides };
}

/** What flags let go wrong, one after the other. */
export function faultsOf(args: Arguments): FaultOfScenario[] {
  return [
    ...args.texts('fault').map(parseFault),
    ...args.texts('pause').map(parsePause),
    ...args.texts('restart').map(parseRestart),
  ];
}

/** The flag that an override came from. */
function flagOf([first, index]: KeyPath, args: Arguments): string {
  if (first === 'batchCount') return `--batches ${args.text('batches')}`;
  if (first === 'maxComparisons') return `--max-comparisons ${args.text('max-comparisons')}`;
  const flags = ['fault', 'pause', 'restart'].flatMap((flag) =>
    args.texts(flag).map((text) => `--${flag} ${text}`),
  );
  return flags[Number(index)] ?? 'flags';
}

const OWN_ESSAYS = 'own-essays';

function loadedFrom(base: string | null, changes: readonly KeyChange[]): LoadedScenario {
  if (base !== null) return loadScenario(base, changes);
  const locate = () => 'flags';
  return completeScenario({}, { folder: resolve('.'), name: OWN_ESSAYS, locate, changes });
}

/** The keys of a scenario that flags change; paths in them start from the working folder. */
export function changesOf(args: Arguments): readonly KeyChange[] {
  const defects = args.texts('defect');
  const judge = args.text('judge');
  const flags = [
    ...one(args, 'seed', ['seed']),
    ...one(args, 'policy', ['policy']),
    ...one(args, 'schedule', ['schedule']),
    ...one(args, 'stop-at', ['stop'], (at) => ({ at })),
    ...(defects.length === 0 ? [] : [added(['defects'], defects, `--defect ${defects.join(' --defect ')}`)]),
    ...(judge === undefined ? [] : [change(['judge'], judgeOf(judge), `--judge ${judge}`)]),
    ...(args.has('keep-prompts') ? [change(['keep_prompts'], true, '--keep-prompts')] : []),
  ];
  const set = args.texts('set').map(parseSet);
  refuseContradictions([...flags, ...overridesAsChanges(args)], set);
  return [...flags, ...set].map((typed) => ({ ...typed, folder: '.' }));
}

/** Flags that are no changes of a key, but say what a key says. */
function overridesAsChanges(args: Arguments): readonly KeyChange[] {
  return [
    ...one(args, 'max-comparisons', ['request', 'max_comparisons']),
    ...one(args, 'batches', ['batch_count']),
  ];
}

/** What says twice what one key is; which of the two would win nobody can know. */
function refuseContradictions(flags: readonly KeyChange[], set: readonly KeyChange[]): void {
  for (const [k, change] of set.entries()) {
    const other = [...flags, ...set.slice(0, k)].find((before) => saysTheSame(before, change));
    if (other === undefined) continue;
    throw new UserError({
      code: 'set_twice',
      message: `${other.where} and ${change.where} both say what ${keyText(change.path)} is.`,
      fix: 'Leave one of them out.',
    });
  }
}

function saysTheSame({ path, value }: KeyChange, change: KeyChange): boolean {
  let within = value;
  for (const [depth, part] of change.path.entries()) {
    if (depth < path.length) {
      if (path[depth] !== part) return false;
      continue;
    }
    const group = objectOrNull(within);
    if (group === null || !(part in group)) return false;
    within = group[part];
  }
  return change.path.length >= path.length;
}

/** Changes that put a folder of one's own essays in the place of a scenario's. */
export function ownEssays(args: Arguments): readonly KeyChange[] {
  const essays = args.text('essays');
  if (essays === undefined) {
    const stray = ['anchors', 'scale', 'quality'].find((flag) => args.text(flag) !== undefined);
    if (stray === undefined) return [];
    throw new UserError({
      code: 'no_essays',
      message: `--${stray} goes with --essays.`,
      fix: 'Name the folder of your essays with --essays DIR.',
    });
  }
  const path = (text: string): string => resolve(text);
  return [
    change(['essays', 'folder'], path(essays), `--essays ${essays}`),
    ...one(args, 'quality', ['essays', 'csv'], path),
    ...one(args, 'anchors', ['assignment', 'anchors', 'csv'], path),
    ...one(args, 'scale', ['assignment', 'grade_scale']),
  ];
}

function one(
  args: Arguments,
  flag: string,
  path: KeyPath,
  read: (text: string) => unknown = (text) => text,
): readonly KeyChange[] {
  const text = args.text(flag);
  return text === undefined ? [] : [change(path, read(text), `--${flag} ${text}`)];
}

function change(path: KeyPath, value: unknown, where: string): KeyChange {
  return { path, value, where };
}

/** Behind what the scenario has of it. */
function added(path: KeyPath, value: readonly unknown[], where: string): KeyChange {
  return { path, value, where, adds: true };
}

function judgeOf(written: string): Readonly<Record<string, string>> {
  const isModule = /\.[cm]?[jt]s$/i.test(written) || (/[/\\]/.test(written) && !/\.ya?ml$/i.test(written));
  return isModule ? { module: written } : { profile: written };
}

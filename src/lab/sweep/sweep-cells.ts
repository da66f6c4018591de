/** The cells of a sweep: each arm with each seed, addressed by what the result is a function of. */
import { canonicalJson } from '../../cj/canonical-json.js';
import { UserError } from '../../cj/errors.js';
import { loadScenario } from '../../files/load-scenario.js';
import { checkedInput } from '../../input/checked-input.js';
import { programVersion } from '../../library/program-version.js';
import { sha256 } from '../../library/sha256.js';
import { hexOf } from '../../sim/digest-chain.js';
import { type KeyChange, keyPathOf } from '../../sim/scenario/set-key.js';
import { type Arm, designArms } from './design-arms.js';
import type { Experiment } from './experiment-schema.js';
import { type CellScenario, planOfCell } from './run-cell.js';
import { STOP_KEY, type StopRule, stopRuleSchema } from './stop-rule.js';

/** Changes when the outcomes of a cell are computed differently. */
const OUTCOMES_VERSION = 8;

export interface PreparedArm {
  readonly index: number;
  readonly arm: Arm;
  readonly scenario: CellScenario;
  /** Of the arm's whole configuration and of cjsim's version. */
  readonly configuration: string;
}

export interface SweepCell {
  readonly arm: PreparedArm;
  /** From 1. */
  readonly replicate: number;
  readonly seed: string;
  /** Content address. */
  readonly key: string;
}

/** A UserError names the arm whose scenario is not valid. */
export function prepareArms(experiment: Experiment): readonly PreparedArm[] {
  const version = programVersion();
  const named = new Set<string>();
  return designArms(experiment).map((arm, index) => {
    if (named.has(arm.name)) {
      throw new UserError({
        code: 'arm_twice',
        message: `Two arms of ${experiment.name} are called "${arm.name}".`,
        fix: 'Give the arms of a list different names; levels of a factor must differ.',
        where: 'design',
      });
    }
    named.add(arm.name);
    const set = { ...experiment.set, ...arm.set };
    const stop = stopRuleOf(set, arm.name);
    // Before it stands beside a profile of the scenario, of which the user knows nothing.
    if ((set['judge.module'] ?? null) !== null) throw moduleInSweep(arm.name);
    const changes = [
      ...changesOf(experiment.set, (key) => `${key} in set of the experiment ${experiment.name}`),
      ...changesOf(arm.set, () => `arm ${arm.name}`),
    ];
    const { scenario, sources } = loadScenario(experiment.scenario, changes);
    if (scenario.judge.module !== undefined) throw moduleInSweep(arm.name);
    const cell: CellScenario = {
      scenario,
      profiles: [...sources.profiles.values()],
      profileName: scenario.judge.profile ?? '',
      stop,
    };
    // One plan shows whether the arm is valid, and holds the effective settings.
    const { settings, judge } = planOfCell(cell, '0', sources);
    if (stop !== null && settings.SCORE_STABILITY_THRESHOLD > 0) throw stopsTwice(arm.name);
    const whole = canonicalJson({ scenario, settings, judge, stop, version, OUTCOMES_VERSION });
    return { index, arm, scenario: cell, configuration: digest(whole) };
  });
}

export function cellOf(arm: PreparedArm, replicate: number, firstSeed: number): SweepCell {
  const seed = String(firstSeed + replicate - 1);
  return { arm, replicate, seed, key: digest(`${arm.configuration}/${seed}`) };
}

/** Cells that travel to a thread together. */
const CHUNK = 8;

/** Runs of cells of one arm. */
export function chunked(cells: readonly SweepCell[]): readonly (readonly SweepCell[])[] {
  const chunks: SweepCell[][] = [];
  for (const cell of cells) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length < CHUNK && last[0]?.arm === cell.arm) last.push(cell);
    else chunks.push([cell]);
  }
  return chunks;
}

function stopRuleOf(set: Readonly<Record<string, unknown>>, arm: string): StopRule | null {
  const given = set[STOP_KEY] ?? null;
  if (given === null) return null;
  return checkedInput(stopRuleSchema, given, { locate: () => `arm ${arm}`, around: [STOP_KEY] });
}

function moduleInSweep(arm: string): UserError {
  return new UserError({
    code: 'judge_module_in_sweep',
    message: 'A sweep runs judge profiles only, not modules.',
    fix: 'Name a profile in judge.profile, shipped (bt) or your own (./my-profile.yaml).',
    where: `arm ${arm}`,
  });
}

function stopsTwice(arm: string): UserError {
  return new UserError({
    code: 'stops_twice',
    message: `${STOP_KEY} looks at a run to its budget, and SCORE_STABILITY_THRESHOLD may end it before.`,
    fix: 'Set settings.SCORE_STABILITY_THRESHOLD to 0 in this arm.',
    where: `arm ${arm}`,
  });
}

/** Paths in an experiment start from the working folder. */
function changesOf(
  set: Readonly<Record<string, unknown>>,
  whereOf: (key: string) => string,
): readonly KeyChange[] {
  const ofScenario = Object.entries(set).filter(([key]) => key !== STOP_KEY);
  return ofScenario.map(([key, value]) => {
    const where = whereOf(key);
    return { path: keyPathOf(key, where), value, where, folder: '.' };
  });
}

function digest(text: string): string {
  return hexOf(sha256(text)).slice(0, 32);
}

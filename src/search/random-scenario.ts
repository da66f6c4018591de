/**
 * A random scenario from a number, as a plain value that a YAML file could hold. Swarm style: each group of
 * settings and each fault is left out of most scenarios, which finds more than switching everything on. Most worlds
 * are small: they reach nearly everything that a large one does, and many more of them fit into a second.
 */
import { type Dice, diceOf } from './dice.js';
import { randomFaults } from './random-faults.js';
import { randomSettings } from './random-settings.js';

type Value = Readonly<Record<string, unknown>>;

const GRADES: Readonly<Record<string, readonly string[]>> = {
  swedish_8_anchor: ['F', 'E', 'D', 'C', 'B', 'A'],
  eng5_np_legacy_9_step: ['F+', 'E-', 'D+', 'C+', 'B', 'A'],
  eng5_np_national_9_step: ['1', '3', '5', '7', '9'],
};
const BUDGETS = [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 120, 200];
/** Essays of a batch: how many in a hundred batches, and from how many to how many. */
const SIZES = [
  { share: 0.04, least: 1, most: 1 },
  { share: 0.5, least: 2, most: 4 },
  { share: 0.28, least: 5, most: 6 },
  { share: 0.13, least: 7, most: 9 },
  { share: 0.04, least: 10, most: 14 },
  { share: 0.01, least: 15, most: 40 },
] as const;
/** Essays of a batch that is not alone: what batches do to each other shows in few comparisons. */
const BESIDE_OTHERS = { least: 2, most: 4 } as const;
/** When a batch is cancelled; in an aligned world just when much else is due. */
const CANCELS = ['20ms', '1s', '3s', '10s', '30s'];
const ALIGNED_CANCELS = ['0s', '1s', '1s', '2s', '3s', '4s'];
/** States in which a batch is cancelled as soon as it is there, whatever else is due. */
const CANCELLED_IN = [
  'preparing.fetchingContent',
  'preparing.addingEssays',
  'preparing.submitting',
  'continuing',
  'projecting',
  'recovering',
  'recovering',
  'failing',
  'failing',
] as const;
/** Share of the worlds that the boundary refuses: with some defects it lets them through. */
const REFUSED = 0.025;

/** What the batches of a world have in common. */
interface BatchesOf {
  readonly hasAssignment: boolean;
  readonly isAligned: boolean;
  readonly isAlone: boolean;
}

/** How a case differs from the next is in its number alone. */
export function randomScenario(number: number): Value {
  const dice = diceOf(number);
  const hasAssignment = dice.chance('assignment', 0.5);
  const scale = dice.chance('no-such-scale', 2 * REFUSED)
    ? 'no_such_scale'
    : dice.pick('scale', Object.keys(GRADES));
  const isAligned = dice.chance('aligned', 0.3);
  const count = dice.pick('batches', [1, 1, 1, 1, 1, 1, 1, 1, 2, 3]);
  const world: BatchesOf = { hasAssignment, isAligned, isAlone: count === 1 };
  return {
    name: `case-${number}`,
    seed: number,
    judge: randomJudge(dice, isAligned),
    latency: randomLatency(dice, isAligned),
    settings: randomSettings(dice, world),
    consumers: {
      count: dice.whole('consumers', 1, 4),
      ...(dice.chance('keyed-consumers', 0.2) ? { keyed_by_batch: true } : {}),
    },
    schedule: randomSchedule(dice),
    ...(hasAssignment ? { assignment: randomAssignment(dice, scale) } : {}),
    ...(dice.chance('runner', 0.06)
      ? {
          runner: { await_completion: true, completion_timeout: dice.pick('patience', ['2s', '10s', '30m']) },
        }
      : {}),
    faults: randomFaults(dice, dice.chance('faultless', 0.3) ? 0 : 0.06),
    batches: Array.from({ length: count }, (_, at) => randomBatch(dice, at, world)),
    ...(dice.chance('unanswered', 0.02) || cancelStateOf(dice, 0) === 'recovering'
      ? { unanswered: [1] }
      : {}),
  };
}

function randomSchedule(dice: Dice): string {
  if (dice.chance('fifo', 0.1)) return 'fifo';
  return dice.chance('pct', 0.3) ? `pct:${dice.whole('depth', 1, 4)}` : 'keyed';
}

function randomJudge(dice: Dice, isAligned: boolean): Value {
  const rate = dice.chance('errors', 0.4) ? dice.pick('error-rate', [0.05, 0.2, 0.5, 0.9, 1]) : 0;
  const burst = dice.chance('burst', 0.3) ? { burst: { waveShare: 0.3, rate: 1 } } : {};
  const latencyMs = isAligned ? 1000 : dice.pick('judge-latency', [0, 1500, 1500, 90_000]);
  return {
    profile: dice.pick('judge', ['bt', 'perfect', 'biased']),
    parameters: { latencyMs, errors: { rate, ...burst } },
  };
}

function randomLatency(dice: Dice, isAligned: boolean): Value {
  if (isAligned) return { content: 0, request: 0, callback: 0, event: 0 };
  return dice.chance('latency', 0.4) ? { callback: dice.pick('callback', [0, 20]) } : {};
}

function randomAssignment(dice: Dice, grade_scale: string): Value {
  const grades = GRADES[grade_scale] ?? ['F', 'C', 'A'];
  const count = dice.pick('anchors', [0, 1, 2, 2, 3, 3, 4, 6]);
  const anchors = Array.from({ length: count }, (_, at) => ({
    label: `L${at}`,
    grade: grades[dice.whole(`grade/${at}`, 0, grades.length - 1)],
    ability: dice.whole(`anchor/${at}`, -3, 3),
    text: 'anchor',
  }));
  return { grade_scale, anchors };
}

function randomBatch(dice: Dice, at: number, world: BatchesOf): Value {
  const { isAligned } = world;
  const budget = dice.chance(`refused/${at}`, REFUSED) ? -1 : dice.pick(`budget/${at}`, BUDGETS);
  const cancelIn = cancelStateOf(dice, at);
  const max_comparisons = dice.chance(`budget?/${at}`, 0.7) ? budget : null;
  return {
    at: dice.pick(`at/${at}`, [0, 0, 500, 4000]),
    essays: { list: randomEssays(dice, at, world) },
    request: {
      max_comparisons,
      course_code: dice.pick(`course/${at}`, ['ENG5', 'ENG6']),
      org_id: 'school',
      ...(dice.chance(`prompt/${at}`, 0.1)
        ? { student_prompt: 'Write a letter.', judge_rubric: 'Be just.' }
        : {}),
      ...(dice.chance(`provider/${at}`, 0.05)
        ? { llm_config_overrides: { provider: dice.pick(`provider-name/${at}`, ['anthropic', 'mistral']) } }
        : {}),
      ...(dice.chance(`config/${at}`, 0.05)
        ? {
            batch_config_overrides: {
              llm_batching_mode_override: dice.pick(`mode/${at}`, ['serial_bundle', 'provider_batch_api']),
            },
          }
        : {}),
    },
    ...(dice.chance(`old/${at}`, 0.08) ? { made_by_old_code: true } : {}),
    ...(cancelIn === null ? {} : { cancel_in: cancelIn }),
    ...(dice.chance(`cancel/${at}`, isAligned ? 0.16 : 0.06)
      ? { cancel_at: dice.pick(`cancelAt/${at}`, isAligned ? ALIGNED_CANCELS : CANCELS) }
      : {}),
  };
}

/** Most often in what few batches come by. */
function cancelStateOf(dice: Dice, batch: number): string | null {
  return dice.chance(`cancel-in/${batch}`, 0.05) ? dice.pick(`cancelIn/${batch}`, CANCELLED_IN) : null;
}

function sizeOf(dice: Dice, batch: number, isAlone: boolean): number {
  if (!isAlone) return dice.whole(`essays/${batch}`, BESIDE_OTHERS.least, BESIDE_OTHERS.most);
  let place = dice.whole(`size/${batch}`, 0, 99) / 100;
  const size = SIZES.find(({ share }) => {
    place -= share;
    return place < 0;
  });
  const { least, most } = size ?? SIZES[1];
  return dice.whole(`essays/${batch}`, least, most);
}

function randomEssays(dice: Dice, batch: number, { hasAssignment, isAlone }: BatchesOf): readonly Value[] {
  const bringsAnchors = !hasAssignment && dice.chance(`own/${batch}`, 0.4);
  const anchors = bringsAnchors ? dice.whole(`anchors/${batch}`, 1, 4) : 0;
  const isFirst = dice.chance(`anchors-first/${batch}`, 0.7);
  const grades = ['A', 'C', 'E', 'F'];
  const students = Array.from({ length: sizeOf(dice, batch, isAlone) }, (_, at) => ({
    id: `s-${String(at).padStart(2, '0')}`,
    ability: dice.whole(`ability/${batch}/${at}`, -30, 30) / 10,
    text: 'student',
  }));
  const own = Array.from({ length: anchors }, (_, at) => ({
    id: `k-${at}`,
    ability: 3 - 2 * at,
    text: 'anchor',
    is_anchor: true,
    [dice.pick(`tier/${batch}/${at}`, ['anchor_grade', 'known_grade'])]: grades[at],
  }));
  return isFirst ? [...own, ...students] : [...students, ...own];
}

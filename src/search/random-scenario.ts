/**
 * A random scenario from a number, as a plain value that a YAML file could hold. Swarm style: each group of
 * settings and each fault is left out of most scenarios, which finds more than switching everything on.
 */
import type { Draw } from '../cj/draw.js';
import { createDraw } from '../sim/randomness.js';

type Value = Readonly<Record<string, unknown>>;

const GRADES: Readonly<Record<string, readonly string[]>> = {
  swedish_8_anchor: ['F', 'E', 'D', 'C', 'B', 'A'],
  eng5_np_legacy_9_step: ['F+', 'E-', 'D+', 'C+', 'B', 'A'],
  eng5_np_national_9_step: ['1', '3', '5', '7', '9'],
};
const SCALES = [...Object.keys(GRADES), 'no_such_scale'];

const FAULTS: readonly Value[] = [
  { fault: 'drop-callback', rate: 0.1 },
  { fault: 'duplicate-callback', rate: 0.2, by: '1s' },
  { fault: 'delay-callback', rate: 0.2, by: '20s' },
  { fault: 'corrupt-callback', rate: 0.1 },
  { fault: 'consumer-crash-after-commit', rate: 0.1, by: '2s' },
  { fault: 'consumer-crash-before-commit', rate: 0.1, by: '2s' },
  { fault: 'content-missing', rate: 0.1 },
  { fault: 'provider-500', rate: 0.2 },
  { fault: 'provider-timeout', rate: 0.1, by: '5s' },
];

/** How a case differs from the next is in its number alone. */
export function randomScenario(number: number): Value {
  const draw = createDraw(`search/${number}`);
  const dice = diceOf(draw);
  const hasAssignment = dice.chance('assignment', 0.5);
  const scale = dice.pick('scale', SCALES);
  const isAligned = dice.chance('aligned', 0.3);
  return {
    name: `case-${number}`,
    seed: number,
    judge: randomJudge(dice, isAligned),
    latency: randomLatency(dice, isAligned),
    settings: randomSettings(dice, isAligned),
    consumers: { count: dice.whole('consumers', 1, 4) },
    schedule: dice.chance('fifo', 0.15) ? 'fifo' : 'keyed',
    ...(hasAssignment ? { assignment: randomAssignment(dice, scale) } : {}),
    faults: FAULTS.filter((_, at) => dice.chance(`fault/${at}`, 0.07)).map((fault) => ({
      ...fault,
      to: '2m',
    })),
    batches: randomBatches(dice, hasAssignment),
  };
}

interface Dice {
  readonly chance: (name: string, probability: number) => boolean;
  readonly whole: (name: string, least: number, most: number) => number;
  readonly pick: <Item>(name: string, items: readonly Item[]) => Item;
}

function diceOf(draw: Draw): Dice {
  const whole = (name: string, least: number, most: number) =>
    least + Math.floor(draw('search', name) * (most - least + 1));
  return {
    chance: (name, probability) => draw('search', name) < probability,
    whole,
    pick: (name, items) => items[whole(name, 0, items.length - 1)] as (typeof items)[number],
  };
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

function randomSettings(dice: Dice, isAligned: boolean): Value {
  const choices: readonly (readonly [string, readonly unknown[]])[] = [
    ['MAX_PAIRWISE_COMPARISONS', [1, 3, 10, 30, 60]],
    ['MIN_COMPARISONS_FOR_STABILITY_CHECK', [0, 4, 30]],
    ['SCORE_STABILITY_THRESHOLD', [0, 0.1, 0.5, 3]],
    ['MIN_SUCCESS_RATE_THRESHOLD', [null, 0.5, 0.2]],
    ['MIN_RESAMPLING_NET_SIZE', [0, 5, 8]],
    ['MAX_RESAMPLING_PASSES_FOR_SMALL_NET', [0, 1, 2, null]],
    ['MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH', [0, 2, 3]],
    ['ENABLE_FAILED_COMPARISON_RETRY', [false]],
    ['FAILED_COMPARISON_RETRY_THRESHOLD', [1, 3]],
    ['MAX_RETRY_ATTEMPTS', [0, 1]],
    ['RETRY_BATCH_SIZE', [1, 3]],
    ['LLM_BATCHING_MODE', ['per_request', 'provider_batch_api']],
    ['BATCH_TIMEOUT_HOURS', [0.01, 0.02]],
    ['LLM_MAX_CONCURRENT_CALLS', [1, 2]],
  ];
  const chosen = choices
    .filter(([name]) => dice.chance(`set/${name}`, 0.2))
    .map(([name, values]) => [name, dice.pick(`value/${name}`, values)]);
  const monitor =
    isAligned && dice.chance('monitor', 0.5)
      ? { BATCH_MONITOR_FIRST_SECONDS: 1, BATCH_MONITOR_INTERVAL_MINUTES: 1 / 60, BATCH_TIMEOUT_HOURS: 0.02 }
      : {};
  return { ...Object.fromEntries(chosen), ...monitor };
}

function randomAssignment(dice: Dice, grade_scale: string): Value {
  const grades = GRADES[grade_scale] ?? ['F', 'C', 'A'];
  const count = dice.pick('anchors', [0, 2, 3, 4, 6]);
  const anchors = Array.from({ length: count }, (_, at) => ({
    label: `L${at}`,
    grade: grades[dice.whole(`grade/${at}`, 0, grades.length - 1)],
    ability: dice.whole(`anchor/${at}`, -3, 3),
    text: 'anchor',
  }));
  return { grade_scale, anchors };
}

function randomBatches(dice: Dice, hasAssignment: boolean): readonly Value[] {
  const count = dice.pick('batches', [1, 1, 1, 2, 3]);
  return Array.from({ length: count }, (_, at) => {
    const max_comparisons = dice.chance(`budget?/${at}`, 0.7)
      ? dice.pick(`budget/${at}`, [-1, 1, 2, 5, 10, 20, 45, 60, 100, 120, 200])
      : null;
    return {
      at: dice.pick(`at/${at}`, [0, 0, 500, 4000]),
      essays: { list: randomEssays(dice, at, hasAssignment) },
      request: {
        max_comparisons,
        course_code: dice.pick(`course/${at}`, ['ENG5', 'ENG6']),
        org_id: 'school',
      },
      ...(dice.chance(`old/${at}`, 0.08) ? { made_by_old_code: true } : {}),
      ...(dice.chance(`cancel/${at}`, 0.06)
        ? { cancel_at: dice.pick(`cancelAt/${at}`, ['1s', '3s', '10s']) }
        : {}),
    };
  });
}

function randomEssays(dice: Dice, batch: number, hasAssignment: boolean): readonly Value[] {
  const size = dice.whole(`size/${batch}`, 0, 19);
  const count =
    size < 14
      ? dice.whole(`few/${batch}`, 1, 7)
      : size < 19
        ? dice.whole(`some/${batch}`, 8, 12)
        : dice.whole(`many/${batch}`, 13, 40);
  const bringsAnchors = !hasAssignment && dice.chance(`own/${batch}`, 0.4);
  const anchors = bringsAnchors ? dice.whole(`anchors/${batch}`, 1, 4) : 0;
  const isFirst = dice.chance(`anchors-first/${batch}`, 0.7);
  const grades = ['A', 'C', 'E', 'F'];
  const students = Array.from({ length: count }, (_, at) => ({
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

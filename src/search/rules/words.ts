/** Rules on texts and loosely typed values: callbacks, overrides, stored scores, the order of ids, prompts, defaults. */
import { batchConfigProblem, batchingModeOrNull, completionThreshold } from '../../cj/batch-config.js';
import { type CallbackPayload, readCallback } from '../../cj/callback.js';
import { canonicalJson } from '../../cj/canonical-json.js';
import { byCodePoint } from '../../cj/code-point-order.js';
import { originalRequestSchema } from '../../cj/documents.js';
import { idHash } from '../../cj/draw.js';
import { comparisonPrompt } from '../../cj/prompt.js';
import { maxScoreChange, previousScores, stabilityPassed } from '../../cj/scoring/stability.js';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../cj/settings.js';
import { countOr, integerOrNull, positiveIntegerOrNull } from '../../cj/stored-value.js';
import { type Broken, broken } from '../../sim/invariants/invariant.js';
import { EXPECTED_DEFAULTS, REFUSED_SETTINGS } from '../../sim/specification/expected-settings.js';
import { differs } from './differs.js';
import { type Rolls, times } from './rolls.js';

export function checkCallback(rolls: Rolls): Broken | null {
  const winner = rolls.pick(['essay_a', 'essay_b', 'essay_a', 'essay_b', 'error', 'both', null]);
  const confidence = rolls.pick([1, 5, 3.5, 0.99, 5.01, 0, '3', null, Number.NaN]);
  const error = rolls.pick([
    undefined,
    undefined,
    null,
    { code: 'TIMEOUT', message: 'late', details: { after: 3 } },
  ]);
  const justification = rolls.pick([undefined, 'so']);
  const payload = { winner, confidence, error, justification } as unknown as CallbackPayload;
  const isSure = typeof confidence === 'number' && 1 <= confidence && confidence <= 5;
  const malformed = (details: Readonly<Record<string, unknown>>) => ({
    kind: 'error',
    code: 'INVALID_RESPONSE',
    details,
  });
  const expected = error
    ? { kind: 'error', code: 'TIMEOUT', details: { message: 'late', after: 3 } }
    : winner !== 'essay_a' && winner !== 'essay_b'
      ? malformed({ reason: 'MALFORMED_CALLBACK_MISSING_ERROR_DETAIL' })
      : isSure
        ? { kind: 'usable', winner, confidence, justification: justification ?? '' }
        : malformed({ reason: 'MALFORMED_CALLBACK_CONFIDENCE', confidence: String(confidence) });
  return differs('a callback', { winner, confidence }, [['read', readCallback(payload), expected]]);
}

const RANGES = [
  ['batch_size', 10, 200],
  ['max_concurrent_batches', 1, 5],
  ['partial_completion_threshold', 0.5, 1],
] as const;

export function checkOverrides(rolls: Rolls): Broken | null {
  const [key, low, high] = rolls.pick(RANGES);
  const value = rolls.pick([
    low,
    high,
    (low + high) / 2,
    low + 0.5,
    low - 0.01,
    high + 0.01,
    null,
    undefined,
    'x',
    Number.NaN,
  ]);
  const isOfKind =
    key === 'partial_completion_threshold' ? typeof value === 'number' : Number.isInteger(value);
  const isFine =
    value === null || value === undefined || (isOfKind && Number(value) >= low && Number(value) <= high);
  const mode = rolls.pick([
    undefined,
    null,
    'serial_bundle',
    'PER_REQUEST',
    'provider_batch_api',
    'Serial',
    7,
    '',
  ]);
  const isMode =
    mode === undefined || mode === null || mode === 'serial_bundle' || mode === 'provider_batch_api';
  const problem = batchConfigProblem({ [key]: value, llm_batching_mode_override: mode });
  const named =
    { serial_bundle: 'serial_bundle', PER_REQUEST: 'per_request', provider_batch_api: 'provider_batch_api' }[
      String(mode)
    ] ?? null;
  const share = rolls.pick([0.5, 0.9]);
  const stored = rolls.pick([
    null,
    {},
    { partial_completion_threshold: 'x' },
    { partial_completion_threshold: share },
  ]);
  const expected = stored !== null && Object.values(stored)[0] === share ? share : 0.95;
  return differs('overrides', { key, value, mode, problem }, [
    ['accepted', problem === null, isFine && isMode],
    ['named', problem === null || problem.includes(isFine ? 'llm_batching_mode_override' : key), true],
    ['the mode', batchingModeOrNull(mode), named],
    ['the threshold', completionThreshold(stored, 95), expected],
  ]);
}

const NUMBERS: readonly (readonly [unknown, number | null, number | null])[] = [
  [0, 0, null],
  [1, 1, 1],
  [-2, -2, null],
  [2.5, null, null],
  [true, 1, 1],
  [false, 0, null],
  ['3', null, null],
  [null, null, null],
  [[], null, null],
];

export function checkValues(rolls: Rolls): Broken | null {
  const [value, whole, positive] = rolls.pick(NUMBERS);
  return differs('a loosely typed value', { value }, [
    ['as a whole number', integerOrNull(value), whole],
    ['above 0', positiveIntegerOrNull(value), positive],
    ['as a count', countOr(value, 9), whole !== null && whole >= 0 ? whole : 9],
  ]);
}

const SCORE_TEXTS: readonly (readonly [unknown, number | null])[] = [
  [0.5, 0.5],
  [-2, -2],
  ['1.25', 1.25],
  [' -3 ', -3],
  ['.5', 0.5],
  ['2.', 2],
  ['1e2', 100],
  ['+1_000', 1000],
  [true, 1],
  [false, 0],
  ['1__0', null],
  ['_1', null],
  ['0x10', null],
  ['', null],
  ['.', null],
  ['1e999', null],
  [Number.POSITIVE_INFINITY, null],
  [null, null],
  [[], null],
];

export function checkStability(rolls: Rolls): Broken | null {
  const entries = times(
    rolls.whole(0, 3),
    (i) =>
      [`e${i}` as string, ...rolls.pick(rolls.chance(0.6) ? SCORE_TEXTS.slice(0, 10) : SCORE_TEXTS)] as const,
  );
  const stored = rolls.chance(0.9)
    ? Object.fromEntries(entries.map(([id, value]) => [id, value]))
    : rolls.pick([null, [], 'x']);
  const isUsable =
    typeof stored === 'object' &&
    !Array.isArray(stored) &&
    stored !== null &&
    entries.every(([, , number]) => number !== null);
  const before = new Map(isUsable ? entries.map(([id, , number]) => [id, number ?? 0]) : []);
  const now = new Map(times(rolls.whole(0, 4), (i): [string, number] => [`e${i}`, rolls.between(-1, 1)]));
  const changes = [...now].map(([id, score]) => Math.abs(score - (before.get(id) ?? 0)));
  const change = before.size === 0 ? null : Math.max(0, ...changes);
  const settings = {
    ...DEFAULT_SETTINGS,
    SCORE_STABILITY_THRESHOLD: rolls.pick([0, 0.5, change ?? 0]),
    MIN_COMPARISONS_FOR_STABILITY_CHECK: rolls.whole(0, 3),
    MIN_SUCCESS_RATE_THRESHOLD: rolls.pick([null, 0.5]),
  };
  const callbacksReceived = rolls.whole(0, 3);
  const successRate = rolls.pick([null, 0.4, 0.5, 1]);
  const { MIN_SUCCESS_RATE_THRESHOLD: least, MIN_COMPARISONS_FOR_STABILITY_CHECK: enough } = settings;
  const isRich = successRate === null || least === null || successRate >= least;
  const isStable =
    change !== null && change <= settings.SCORE_STABILITY_THRESHOLD && callbacksReceived >= enough && isRich;
  return differs('stability', { stored, change, callbacksReceived, successRate, least, enough }, [
    ['the scores before', [...previousScores(stored)], [...before]],
    ['the change', maxScoreChange(before, now), change],
    [
      'passed',
      stabilityPassed({ maxScoreChange: change, callbacksReceived, successRate, settings }),
      isStable,
    ],
  ]);
}

const LETTERS = ['a', 'b', 'Z', '0', 'é', '\uffee', '\u{1f600}', '\u{1f601}'];

export function checkTexts(rolls: Rolls): Broken | null {
  const word = () => times(rolls.whole(0, 3), () => rolls.pick(LETTERS)).join('');
  const [a, b] = [word(), word()];
  const points = (text: string) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const differing = points(a).findIndex((point, i) => point !== points(b)[i]);
  const rest = points(a).length - points(b).length;
  const order = differing < 0 ? rest : (points(a)[differing] ?? 0) - (points(b)[differing] ?? -1);
  const value = { [b]: [a, { y: 1, x: undefined, c: null }], [`${a}!`]: true };
  const mixed = { [`${a}!`]: true, [b]: [a, { c: null, y: 1 }] };
  const keys = Object.keys(JSON.parse(canonicalJson({ b: 1, [`k${a}`]: 2, a: 3 })) as object);
  let hash = 2166136261n;
  for (let i = 0; i < a.length; i++) hash = ((hash ^ BigInt(a.charCodeAt(i))) * 16777619n) & 0xffffffffn;
  const [task, rubric] = [rolls.pick([null, 'the task']), rolls.pick([null, 'the rubric'])];
  const prompt = comparisonPrompt(
    { student_prompt_text: task, judge_rubric_text: rubric },
    'first text',
    'second text',
  );
  const parts = [
    task,
    rubric,
    '<essay_a>\nfirst text\n</essay_a>',
    '<essay_b>\nsecond text\n</essay_b>',
    'better',
  ].filter((part) => part !== null);
  const places = parts.map((part) => prompt.indexOf(part));
  const isInOrder = places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? -1)));
  const isSilent =
    (task !== null || !prompt.includes('Assignment')) && (rubric !== null || !prompt.includes('rubric'));
  return differs('texts', { a, b, task, rubric }, [
    ['their order', Math.sign(byCodePoint(a, b)), Math.sign(order)],
    ['canonical JSON', canonicalJson(value), canonicalJson(mixed)],
    ['what it says', JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value))],
    ['its keys', keys, ['a', 'b', `k${a}`]],
    ['a hash', idHash(a), Number(hash)],
    ['a prompt', isInOrder && isSilent, true],
  ]);
}

export function checkSettings(rolls: Rolls): Broken | null {
  const wrong = Object.entries(EXPECTED_DEFAULTS).find(
    ([name, value]) => JSON.stringify(DEFAULT_SETTINGS[name as keyof Settings]) !== JSON.stringify(value),
  );
  if (wrong !== undefined) return broken(`the default of ${wrong[0]} is not ${String(wrong[1])}`);
  const [name, least, refused] = rolls.pick(REFUSED_SETTINGS);
  const isTaken = (value: unknown) => settingsSchema.safeParse({ [name]: value }).success;
  if (!isTaken(least) || isTaken(refused)) return broken(`${name} takes ${refused} or refuses ${least}`);
  const request = {
    language: 'en',
    course_code: 'ENG5',
    max_comparisons_override: rolls.pick([0, 1, 2.5, 9]),
  };
  const isValid = [1, 9].includes(request.max_comparisons_override);
  return originalRequestSchema.safeParse(request).success === isValid
    ? null
    : broken('a request is taken wrongly', { request });
}

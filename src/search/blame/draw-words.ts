/** What one draw decided, in plain words: its value in the failing run, and that of the world it is told against. */
import { sample } from '../../cj/distribution.js';
import type { KeyPart } from '../../cj/draw.js';
import { latencyOf } from '../../cj/latency.js';
import type { LatencyPlan } from '../../sim/scenario/world-plan.js';
import type { AskedComparison, DecidedRun } from './decided-run.js';
import { partsOfKey } from './decision.js';
import type { EntryWords } from './entry-words.js';
import { JUDGE_WORDS } from './judge-words.js';

export interface DrawValues {
  readonly own: number;
  readonly other: number;
}

interface Surroundings {
  readonly run: DecidedRun;
  readonly words: EntryWords;
}

type Tell = (rest: readonly KeyPart[], values: DrawValues, around: Surroundings) => string;

export function drawWords(key: string, values: DrawValues, around: Surroundings): string {
  const { purpose, rest } = partsOfKey(key);
  return (TOLD[purpose] ?? somehow(purpose))(rest, values, around);
}

const TOLD: Readonly<Record<string, Tell>> = {
  latency: ([type, key], { own, other }, { run, words }) => {
    const distribution = run.plan.latencies[hopOf(String(type))];
    const took = (u: number) => latencyOf(sample(distribution, u));
    return `${words.entry(`${type}|${key}`)} takes ${took(own)} ms to arrive, not ${took(other)} ms`;
  },
  consumer: ([key], { own, other }, { run, words }) => {
    const consumer = (u: number) => `consumer ${1 + Math.floor(u * run.plan.consumers.count)}`;
    return `${words.callback(String(key))} goes to ${consumer(own)}, not to ${consumer(other)}`;
  },
  orientation: ([, wave, x, y], { own }) => {
    const [first, second] = own < 0.5 ? [x, y] : [y, x];
    return `in wave ${wave} chance shows ${first} before ${second}`;
  },
  matching: ([, wave]) => `how wave ${wave} pairs essays that suit each other equally well`,
  'resampling-tie': ([, wave]) => `which of equally good pairs wave ${wave} asks again`,
  shuffle: ([, wave, essay]) => `the place of ${essay} in the shuffled list of wave ${wave}`,
  'back-off': ([key], _values, { words }) => `how long the retry of ${words.comparison(String(key))} waits`,
  judge: judgeAnswer,
  'judge-pair': ([label, purpose]) =>
    `${judgeWords(String(purpose))} (one number for each pair of batch ${label})`,
  'judge-essay': ([label, purpose]) =>
    `${judgeWords(String(purpose))} (one number for each essay of batch ${label})`,
  'judge-wave': ([label, purpose]) =>
    `${judgeWords(String(purpose))} (one number for each wave of batch ${label})`,
  fault: faultWords,
  ability: ([label, essay], { own, other }) =>
    `how good ${essay} of batch ${label} is (a draw of ${own.toFixed(2)}, not ${other.toFixed(2)})`,
  'essay-words': ([, essay]) => `the length of the text of ${essay}`,
  'essay-text': ([, essay]) => `the words of the text of ${essay}`,
};

function somehow(purpose: string): Tell {
  return (rest, { own }) => `the draw ${purpose} of ${rest.join(', ')} is ${own.toFixed(3)}`;
}

function hopOf(type: string): keyof LatencyPlan {
  if (type.startsWith('content.')) return 'content';
  if (type === 'comparison.requested') return 'request';
  return type === 'comparison.answered' ? 'callback' : 'event';
}

function faultWords(
  rest: readonly KeyPart[],
  { own, other }: DrawValues,
  { run, words }: Surroundings,
): string {
  const [name, ordinal, how, ...key] = rest;
  const fault = run.plan.faults.find((planned) => planned.name === name && planned.ordinal === ordinal);
  const struck = words.entry(String(key[0] ?? ''));
  if (how === 'as') return `in which way ${name} garbles ${struck}`;
  const strikes = (u: number) => u < (fault?.rate ?? 0);
  if (strikes(own) === strikes(other)) return `whether ${name} strikes ${struck}`;
  return `the fault ${name} ${strikes(own) ? 'strikes' : 'spares'} ${struck}`;
}

function judgeAnswer(rest: readonly KeyPart[], { own, other }: DrawValues, { run }: Surroundings): string {
  const [, smaller, greater, shownFirst, attempt] = rest;
  const purpose = String(rest.at(-1));
  const [a, b] = shownFirst === 'smaller' ? [smaller, greater] : [greater, smaller];
  const asked = run.comparisons.filter((comparison) => isOf(comparison, String(a), String(b)));
  const comparison = asked[Number(attempt) - 1];
  const what = comparison === undefined ? `${a} with ${b}` : `comparison ${comparison.id} (${a} with ${b})`;
  if (purpose === 'error' && run.plan.judge.kind === 'profile') {
    const { rate, burst } = run.plan.judge.profile.errors;
    const fails = (u: number) => u < Math.max(rate, burst?.rate ?? 0);
    if (fails(own) !== fails(other))
      return `the judge ${fails(own) ? 'answers' : 'does not answer'} ${what} with an error`;
  }
  return `${judgeWords(purpose)} in ${what}`;
}

function isOf({ a, b }: AskedComparison, first: string, second: string): boolean {
  return a === first && b === second;
}

function judgeWords(purpose: string): string {
  return JUDGE_WORDS[purpose] ?? `the judge's draw ${purpose}`;
}

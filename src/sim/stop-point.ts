/**
 * Where a run is told to stop: before a moment, after a step, at a state, or at a record. No part of the world: it
 * changes no digest, and a run goes on from there as if it had never stopped.
 */
import { UserError } from '../cj/errors.js';
import type { ActorId } from '../cj/messages.js';
import { kindOf } from '../cj/services.js';
import { DECISIONS, PAIR_MODES } from '../cj/words.js';
import { didYouMean } from '../input/nearest-name.js';
import { someOf } from '../input/some-of.js';
import { actorsOf } from './faults/actor-meant.js';
import { FAULT_NAMES } from './faults/fault-kinds.js';
import { FACT_NAMES, recordTypes } from './record-words.js';
import { clockTimeMs } from './scenario/clock-time.js';
import { DURATION, durationMs } from './scenario/duration.js';
import type { WorldPlan } from './scenario/world-plan.js';
import { stateNames } from './state-names.js';
import type { TraceRecord } from './trace-record.js';

export interface StopPoint {
  /** Whether the world stops, after so many steps, before an entry that is due at this virtual time. */
  readonly isBefore: (at: number, steps: number) => boolean;
  /** Whether it stops after this record. */
  readonly isAfter: (record: TraceRecord) => boolean;
}

/** One that somebody wrote. */
export interface NamedStop extends StopPoint {
  /** `--until 90s` */
  readonly where: string;
  /** Why it did not come, in a world that has ended without it. */
  readonly never: string;
}

/** What of a plan says which stop points there are. */
export type StoppedPlan = Pick<WorldPlan, 'clockStartMs' | 'horizonMs' | 'batches' | 'consumers'>;

/** `--until STEP|TIME|STATE`: a number, 90s or 2026-02-02T08:01:00Z, or the state that an actor comes to. */
export function parseUntil(text: string, plan: StoppedPlan, flag = '--until'): NamedStop {
  const where = `${flag} ${text}`;
  const stop = untilStep(text) ?? untilMoment(text, plan, where) ?? untilState(text, plan, where);
  if (stop !== null) return { never: 'the world ended before', ...stop, where };
  throw new UserError({
    code: 'bad_until',
    message: `"${text}" is neither a step, a time nor a state.`,
    fix: `Write ${flag} 120, ${flag} 90s, ${flag} projecting or ${flag} batch/21=continuing.`,
    where,
  });
}

function untilStep(text: string): StopPoint | null {
  if (!/^\d+$/.test(text)) return null;
  const step = Number(text);
  return { isBefore: (_, steps) => steps >= step, isAfter: () => false };
}

function untilMoment(
  text: string,
  { clockStartMs, horizonMs }: StoppedPlan,
  where: string,
): StopPoint | null {
  const until = DURATION.test(text) ? clockStartMs + durationMs(text) : clockTimeMs(text);
  if (until === null) return null;
  if (until - clockStartMs > horizonMs) {
    throw new UserError({
      code: 'bad_until',
      message: `${text} lies after the horizon, at which the world ends.`,
      fix: 'Give an earlier time, or a longer horizon (scenario key horizon).',
      where,
    });
  }
  return { isBefore: (at) => at > until, isAfter: () => false };
}

function untilState(
  text: string,
  plan: StoppedPlan,
  where: string,
): (StopPoint & Pick<NamedStop, 'never'>) | null {
  const [, actor, state] = /^(?:([a-z_]+(?:\/[^=]+)?)=)?([a-zA-Z.]+)$/.exec(text) ?? [];
  if (state === undefined) return null;
  if (actor !== undefined) checkActor(actor, plan, where);
  checkState(state, actor ?? null, where);
  return {
    isBefore: () => false,
    isAfter: (record) =>
      (actor === undefined || record.actor === actor) &&
      record.before !== record.after &&
      isState(record.after, state),
    never: `${actor ?? 'no actor'} ${actor === undefined ? '' : 'never '}came to ${state} from another state`,
  };
}

function checkState(state: string, actor: ActorId | null, where: string): void {
  const known = actor === null ? stateNames() : stateNames(kindOf(actor));
  if (known.includes(state)) return;
  throw new UserError({
    code: 'unknown_state',
    message: `${actor === null ? 'No actor has a' : `${actor} has no`} state ${state}${didYouMean(state, known)}`,
    fix: `Use one of ${known.filter((name) => !name.includes('.')).join(', ')}.`,
    where,
  });
}

function checkActor(actor: string, { batches, consumers }: StoppedPlan, where: string): void {
  const known = actorsOf(batches, consumers.count);
  if (known.includes(actor)) return;
  throw new UserError({
    code: 'unknown_actor',
    message: `This world has no actor ${actor}${didYouMean(actor, known)}`,
    fix: `Use one of ${someOf(known.filter((name) => !name.startsWith('runner/')))}.`,
    where,
  });
}

const BREAK_KEYS = [
  'decision',
  'actor',
  'type',
  'batch',
  'state',
  'fact',
  'fault',
  'iteration',
  'mode',
] as const;
type BreakKey = (typeof BREAK_KEYS)[number];

const VALUES: Readonly<Record<BreakKey, (record: TraceRecord) => readonly unknown[]>> = {
  decision: ({ decision }) => (decision ? [decision.decision] : []),
  actor: ({ actor }) => [actor],
  type: ({ type }) => [type],
  batch: ({ batch }) => [batch],
  state: ({ after }) => [after, ...after.split('.')],
  fact: ({ facts = [] }) => facts.map(({ fact }) => fact),
  fault: ({ fault = [] }) => fault.map((struck) => struck.split(':')[0]),
  iteration: ({ decision }) => (decision ? [decision.iteration] : []),
  mode: ({ decision }) => (decision ? [decision.mode] : []),
};

/** What a condition may ask for, as far as that is known before the run. */
const ACCEPTED: Readonly<Record<BreakKey, (plan: StoppedPlan) => readonly string[] | RegExp>> = {
  decision: () => DECISIONS,
  actor: ({ batches, consumers }) => actorsOf(batches, consumers.count),
  type: recordTypes,
  batch: ({ batches }) => batches.map(({ label }) => label),
  state: () => stateNames(),
  fact: () => FACT_NAMES,
  fault: () => [...FAULT_NAMES, 'unanswered'],
  iteration: () => /^[1-9]\d*$/,
  mode: () => PAIR_MODES,
};

function checkBreakValue(key: BreakKey, value: string, plan: StoppedPlan, where: string): void {
  const accepted = ACCEPTED[key](plan);
  if (accepted instanceof RegExp ? accepted.test(value) : accepted.includes(value)) return;
  throw new UserError({
    code: 'bad_break',
    ...(accepted instanceof RegExp
      ? { message: `No record has the ${key} ${value}.`, fix: 'It is a whole number from 1.' }
      : {
          message: `No record has the ${key} ${value}${didYouMean(value, accepted)}`,
          fix: `Use one of ${someOf(accepted)}.`,
        }),
    where,
  });
}

/** `--break "decision=REQUEST_MORE_COMPARISONS,iteration=3"`: after the first record with all these values. */
export function parseBreak(text: string, plan: StoppedPlan): NamedStop {
  const where = `--break ${text}`;
  const wanted = text.split(',').map((part) => {
    const [, key = '', value = ''] = /^\s*([a-z]+)\s*=\s*(.+?)\s*$/.exec(part) ?? [];
    const known = BREAK_KEYS.find((name) => name === key);
    if (known !== undefined) {
      checkBreakValue(known, value, plan, where);
      return { key: known, value };
    }
    throw new UserError({
      code: 'bad_break',
      message: `"${part.trim()}" is no condition on a record.`,
      fix: `Write KEY=VALUE with one of ${BREAK_KEYS.join(', ')}: --break decision=FINALIZE_SCORING.`,
      where,
    });
  });
  return {
    isBefore: () => false,
    isAfter: (record) =>
      wanted.every(({ key, value }) => VALUES[key](record).some((found) => String(found) === value)),
    where,
    never: 'no such record was written',
  };
}

/** `projecting`, or an inner state: `fetchingContent` of `preparing.fetchingContent`. */
function isState(name: string, wanted: string): boolean {
  return name === wanted || name.split('.').includes(wanted);
}

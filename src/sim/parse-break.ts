/** The stop point of `--break` as its flag writes it: conditions on one record. */
import { UserError } from '../cj/errors.js';
import { DECISIONS, PAIR_MODES } from '../cj/words.js';
import { didYouMean } from '../input/nearest-name.js';
import { someOf } from '../input/some-of.js';
import { actorsOf } from './faults/actor-meant.js';
import { FAULT_NAMES } from './faults/fault-kinds.js';
import { FACT_NAMES, recordTypes } from './record-words.js';
import { stateNames } from './state-names.js';
import type { NamedStop, StoppedPlan } from './stop-point.js';
import type { TraceRecord } from './trace-record.js';

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

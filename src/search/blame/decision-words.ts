/** A decision in words, with the steps of the failing run that it touched. */
import { listed } from '../../cj/listed.js';
import { createDraw } from '../../sim/randomness.js';
import type { Baseline, DecidedRun } from './decided-run.js';
import { type Decision, partsOfKey } from './decision.js';
import { drawWords } from './draw-words.js';
import { EntryWords } from './entry-words.js';
import { neutralNumber } from './neutral-number.js';

export interface ToldDecision {
  /** What is decided, in plain words. */
  readonly says: string;
  /** Numbers of the steps of the failing run in which it was taken and took effect. */
  readonly steps: readonly number[];
  /** Of a draw; null where it is the order of what is due at the same moment. */
  readonly key: string | null;
  /** The number drawn in the failing run; null as above. */
  readonly value: number | null;
  /** The number in the world that it is told against; null as above. */
  readonly other: number | null;
}

export function decisionWords(decision: Decision, run: DecidedRun, baseline: Baseline): ToldDecision {
  const words = new EntryWords(run);
  if (decision.kind === 'order') {
    const { first, before } = decision;
    const ran = run.records.filter(({ messageId }) => messageId === first || before.includes(messageId));
    const others = listed(before.map((id) => words.entry(id)));
    const says = `${words.entry(first)} comes before ${others}, though both are due at the same moment`;
    return { says, steps: ran.map(({ n }) => n), key: null, value: null, other: null };
  }
  const { key } = decision;
  const own = ownValue(key, run);
  const other = otherValue(key, baseline);
  const says = drawWords(key, { own, other }, { run, words });
  return { says, steps: stepsOf(key, run), key, value: own, other };
}

function ownValue(key: string, { planDraws, records }: DecidedRun): number {
  const drawn = [...planDraws, ...records.flatMap(({ draws = [] }) => draws)].find(([name]) => name === key);
  return Number(drawn?.[1] ?? 0);
}

function otherValue(key: string, baseline: Baseline): number {
  if (baseline === null) return neutralNumber(key);
  const { purpose, rest, isField } = partsOfKey(key);
  const draw = createDraw(baseline);
  return isField ? draw.field(purpose, ...rest)(0, 0) : draw(purpose, ...rest);
}

/** Where it was drawn; of a message's way also where the message arrived. */
function stepsOf(key: string, { records }: DecidedRun): readonly number[] {
  const drawn = records.filter(({ draws = [] }) => draws.some(([name]) => name === key)).map(({ n }) => n);
  const { purpose, rest } = partsOfKey(key);
  const arrival =
    purpose === 'latency'
      ? `${rest[0]}|${rest[1]}`
      : purpose === 'consumer'
        ? `comparison.answered|${rest[0]}`
        : null;
  const arrived = records.filter(({ messageId }) => messageId === arrival).map(({ n }) => n);
  return [...drawn, ...arrived];
}

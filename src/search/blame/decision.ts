/** One thing that chance decided in a run: a draw, or who ran first of several that were due at the same moment. */
import type { KeyPart } from '../../cj/draw.js';

export type Decision = DrawDecision | OrderDecision;

export interface DrawDecision {
  readonly kind: 'draw';
  /** The draw's key as text (src/sim/randomness.ts). */
  readonly key: string;
}

/** Ids of queue entries: `first` ran before the others, which were due at the same moment. */
export interface OrderDecision {
  readonly kind: 'order';
  readonly first: string;
  readonly before: readonly string[];
}

/** Each overtaking by itself, so that a set of decisions can be reduced to single ones. */
export function singleDecisions(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.flatMap((decision): readonly Decision[] =>
    decision.kind === 'draw'
      ? [decision]
      : decision.before.map((overtaken) => ({ ...decision, before: [overtaken] })),
  );
}

/** A draw's key as `Draw` takes it; `isField`: many numbers under one key. */
export function partsOfKey(key: string): {
  readonly purpose: string;
  readonly rest: readonly KeyPart[];
  readonly isField: boolean;
} {
  const isField = key.startsWith('field');
  const [purpose, ...rest] = JSON.parse(isField ? key.slice('field'.length) : key) as [string, ...KeyPart[]];
  return { purpose, rest, isField };
}

/** What kind of thing was decided: decisions of a kind are left out together first. */
export function kindOfDecision(decision: Decision): string {
  if (decision.kind === 'order') return 'order';
  const { purpose, rest } = partsOfKey(decision.key);
  return purpose.startsWith('judge') ? `judge ${rest.at(-1)}` : purpose;
}

/** One thing that chance decided in a run: a draw, or who ran first of several that were due at the same moment. */

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

/** Purpose and parts of a draw's key; `isField`: many numbers under one key. */
export function partsOfKey(key: string): {
  readonly parts: readonly (string | number)[];
  readonly isField: boolean;
} {
  const isField = key.startsWith('field');
  return { parts: JSON.parse(isField ? key.slice('field'.length) : key) as (string | number)[], isField };
}

/** What kind of thing was decided: decisions of a kind are left out together first. */
export function kindOfDecision(decision: Decision): string {
  if (decision.kind === 'order') return 'order';
  const { parts } = partsOfKey(decision.key);
  const purpose = String(parts[0]);
  return purpose.startsWith('judge') ? `judge ${parts.at(-1)}` : purpose;
}

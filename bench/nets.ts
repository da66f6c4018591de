/** The benchmark nets on which the real service's Python was timed (bench/inputs, from ../shared/bench). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mostCompared } from '../src/cj/pairing/leave-out.js';
import type { PairSelectionInput } from '../src/cj/pairing/matched-wave.js';
import { PairHistory, type PairRow } from '../src/cj/pairing/pair-history.js';
import type { ComparisonRow } from '../src/cj/scoring/comparison-net.js';
import type { NetEssay } from '../src/cj/scoring/se-reference.js';
import type { EssayId } from '../src/cj/words.js';
import { packageRoot } from '../src/files/package-root.js';

export interface ScoringInput {
  readonly essays: readonly NetEssay[];
  readonly comparisons: readonly ComparisonRow[];
}

export function scoringInput(name: string): ScoringInput {
  return read(name) as ScoringInput;
}

/** One coverage wave after three waves, jitter off. */
export function matchingInput(essays: number): PairSelectionInput {
  const file = read(`matching_${essays}`) as {
    readonly essays: readonly {
      readonly id: EssayId;
      readonly comparison_count: number;
      readonly score: number | null;
    }[];
    readonly asked_pairs: readonly (readonly [EssayId, EssayId])[];
  };
  const ids = file.essays.map(({ id }) => id);
  const rows = file.asked_pairs.map(([a, b]): PairRow => [a, b, 'essay_a']);
  return {
    ids,
    asked: new PairHistory(ids, rows),
    scores: file.essays.map(({ score }) => score),
    weights: { count: 1, proximity: 0.5 },
    chance: null,
    leaveOut: mostCompared,
    remainingBudget: null,
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot(), 'bench', 'inputs', `${name}.json`), 'utf8'));
}

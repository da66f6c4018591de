/** `matching`: one coverage wave of service-2026-02, without jitter. */
import { coverageWave } from '../../src/cj/pairing/coverage-wave.js';
import { mostCompared } from '../../src/cj/pairing/leave-out.js';
import type { MatchedWave } from '../../src/cj/pairing/matched-wave.js';
import type { EssayId } from '../../src/cj/words.js';
import type { Family } from '../family.js';

interface Input {
  readonly essays: readonly { id: EssayId; comparison_count: number; score: number | null }[];
  readonly asked_pairs: readonly (readonly [string, string])[];
  readonly w_count?: number;
  readonly w_prox?: number;
  readonly remaining_budget: number | null;
}

/** Several matchings can be equally good: size and weight are compared, and the wave is checked to be one. */
export const family: Family = {
  name: 'matching',
  actual(raw) {
    const input = raw as unknown as Input;
    const ids = input.essays.map((essay) => essay.id);
    const isAsked = askedLookup(ids, input.asked_pairs);
    const wave = coverageWave({
      ids,
      asked: {
        comparisonCounts: Int32Array.from(input.essays, (essay) => essay.comparison_count),
        answeredPartners: new Int32Array(ids.length),
        isAsked,
      },
      scores: input.essays.map((essay) => essay.score),
      weights: { count: input.w_count ?? 1, proximity: input.w_prox ?? 0.5 },
      chance: null,
      leaveOut: mostCompared,
      remainingBudget: input.remaining_budget,
    });
    const problems = waveProblems(wave, isAsked);
    if (problems.length > 0) return { error: problems.join('; ') };
    return {
      left_out: wave.leftOut === null ? null : ids[wave.leftOut],
      matching_size: wave.matchingSize,
      total_weight: wave.totalWeight,
      wave_size: wave.pairs.length,
    };
  },
};

function askedLookup(ids: readonly string[], pairs: Input['asked_pairs']): (i: number, j: number) => boolean {
  const places = new Map(ids.map((id, place) => [id, place]));
  const asked = new Set(
    pairs.flatMap(([a, b]) => [`${places.get(a)}-${places.get(b)}`, `${places.get(b)}-${places.get(a)}`]),
  );
  return (i, j) => asked.has(`${i}-${j}`);
}

function waveProblems(wave: MatchedWave, isAsked: (i: number, j: number) => boolean): string[] {
  const shown = wave.pairs.flatMap(({ a, b }) => [a, b]);
  return [
    ...(new Set(shown).size === shown.length ? [] : ['an essay occurs twice']),
    ...(wave.leftOut !== null && shown.includes(wave.leftOut) ? ['the essay left out occurs'] : []),
    ...(wave.pairs.some(({ a, b }) => isAsked(a, b)) ? ['an asked pair occurs'] : []),
  ];
}

/** `bt`: scores of a net, as `current` fits it: converged where the service's own iteration gave up, too. */
import { fitBradleyTerry } from '../../src/cj/scoring/bradley-terry.js';
import { type ComparisonRow, comparisonNet } from '../../src/cj/scoring/comparison-net.js';
import type { NetEssay } from '../../src/cj/scoring/se-reference.js';
import type { Family } from '../family.js';

interface BtCase {
  readonly essays: readonly NetEssay[];
  readonly comparisons: readonly ComparisonRow[];
}

export const family: Family = {
  name: 'bt',
  informationOnly: [
    'converged_in_reference',
    'reference_rounds',
    'reference_error',
    'scores_after_100_rounds',
  ],
  actual(input) {
    const { essays, comparisons } = input as unknown as BtCase;
    const net = comparisonNet(
      essays.map(({ id }) => id),
      comparisons,
    );
    const fit = fitBradleyTerry(net);
    if (fit.kind !== 'fitted') return { error: fit.kind };
    return {
      scores: Object.fromEntries(net.essays.map((id, index) => [id, fit.scores[index]])),
      comparison_counts: Object.fromEntries(net.essays.map((id, index) => [id, net.countOf[index]])),
      comparison_count: net.comparisonCount,
    };
  },
};

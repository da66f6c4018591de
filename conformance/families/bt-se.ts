/** `bt_se`: standard errors, their summary and the quality flags, as `service-2026-02` has them. */
import { type ComparisonRow, comparisonNet } from '../../src/cj/scoring/comparison-net.js';
import { qualityFlags } from '../../src/cj/scoring/quality-flags.js';
import { lastAnchorOrGreatestId, type NetEssay } from '../../src/cj/scoring/se-reference.js';
import { seSummary } from '../../src/cj/scoring/se-summary.js';
import { standardErrors } from '../../src/cj/scoring/standard-errors.js';
import type { Family } from '../family.js';

interface SeCase {
  readonly essays: readonly NetEssay[];
  readonly comparisons: readonly ComparisonRow[];
  readonly scores: Readonly<Record<string, number>>;
}

export const family: Family = {
  name: 'bt_se',
  actual(input) {
    const { essays, comparisons, scores } = input as unknown as SeCase;
    const net = comparisonNet(
      essays.map(({ id }) => id),
      comparisons,
    );
    if (net.essays.length === 0) return { standard_errors: {} };
    const reference = lastAnchorOrGreatestId(essays);
    const given = Float64Array.from(net.essays, (id) => scores[id] ?? 0);
    const errors = standardErrors(net, given, reference, { isolatedAtCap: false });
    const summary = seSummary(net, errors);
    return {
      reference_essay: net.essays[reference],
      standard_errors: Object.fromEntries(net.essays.map((id, index) => [id, errors[index]])),
      summary,
      quality_flags: qualityFlags(summary),
    };
  },
};

import { coverageVerdict } from '../continuation/decide.js';
import type { Defect } from './defect.js';

/** The completion threshold of the policies of 2025. */
const SHARE = 0.95;

export const globalDenominator: Defect = {
  name: 'global-denominator',
  story:
    'Before small nets had a rule of their own they were judged against the global budget, and nothing ' +
    'else could end them.',
  symptom: 'Four essays have six pairs and never reach 95 % of 350; only the monitor ends the batch.',
  rule: 'decide',
  override: () => ({
    decide: (values, _input, planWave) => {
      const isComplete = values.callbacks_received >= SHARE * values.total_budget;
      const wave = isComplete || values.pairs_remaining === 0 ? null : planWave('coverage');
      const decision = isComplete
        ? 'FINALIZE_SCORING'
        : wave !== null && wave.length > 0
          ? 'REQUEST_MORE_COMPARISONS'
          : 'NO_OP';
      return coverageVerdict(values, decision, wave);
    },
  }),
};

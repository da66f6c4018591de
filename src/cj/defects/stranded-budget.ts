import type { Defect } from './defect.js';

export const strandedBudget: Defect = {
  name: 'stranded-budget',
  story:
    'When more was wanted and nothing could be generated, the service did nothing and waited. Ten ' +
    'essays with a budget of 120 asked 45 + 45 pairs and stood at 75 %, below the 80 % that the monitor ' +
    'demands.',
  symptom: 'Nothing is pending and the batch is not terminal; the monitor fails it hours later.',
  rule: 'decide',
  override: (base) => ({
    decide: (values, input, planWave) => {
      const verdict = base.decide(values, input, planWave);
      if (!verdict.nothing_left) return verdict;
      const nothing = { should_finalize: false, should_fail: false, nothing_left: false };
      return { ...verdict, ...nothing, decision: 'NO_OP', outcome: 'nothing' };
    },
  }),
};

import { maxPairsCap } from '../budget.js';
import type { Defect } from './defect.js';

export const overrideFromCap: Defect = {
  name: 'override-from-cap',
  story:
    'In November 2025 a continuation rebuilt its request from the cap that the batch already had, as if ' +
    'the runner had asked for it. The cap is a guardrail; nobody had asked for anything.',
  symptom: 'The source flips from service_default to runner_override at the second wave.',
  rule: 'rehydrate',
  override: (base) => ({
    rehydrate: (metadata, row) => {
      const request = base.rehydrate(metadata, row);
      if (!('comparison_budget' in metadata)) return request;
      return { ...request, max_comparisons_override: maxPairsCap(metadata, 0) };
    },
    budgetOfContinuation: (_metadata, request, guardrail) =>
      base.resolveBudget(request.max_comparisons_override, guardrail),
  }),
};

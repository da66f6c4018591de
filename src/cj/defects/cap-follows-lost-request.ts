import type { Defect } from './defect.js';

export const capFollowsLostRequest: Defect = {
  name: 'cap-follows-lost-request',
  story:
    'Cap and source were resolved again at every wave, from whatever was left of the request (all ' +
    'policies of the service).',
  symptom:
    'After original_request is lost the cap is the guardrail, while total_budget keeps the old number.',
  rule: 'budgetOfContinuation',
  lastIn: 'service-2026-02',
  override: (base) => ({
    budgetOfContinuation: (_metadata, request, guardrail) =>
      base.resolveBudget(request.max_comparisons_override, guardrail),
  }),
};

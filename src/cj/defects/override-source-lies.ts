import { resolveBudgetAsService } from '../budget.js';
import { objectOrNull } from '../stored-value.js';
import type { Defect } from './defect.js';

export const overrideSourceLies: Defect = {
  name: 'override-source-lies',
  story:
    'The service took any number as override. One of 0 or less fell back to the guardrail and was still ' +
    'reported as the wish of the runner (vectors of February 2026).',
  symptom: 'Source and cap contradict the request.',
  rule: 'resolveBudget',
  lastIn: 'service-2026-02',
  override: (base) => ({
    overrideProblem: () => null,
    resolveBudget: resolveBudgetAsService,
    rehydrate: (metadata, row) => {
      const asked = objectOrNull(metadata['original_request'])?.['max_comparisons_override'];
      const request = base.rehydrate(metadata, row);
      return typeof asked === 'number' ? { ...request, max_comparisons_override: asked } : request;
    },
  }),
};

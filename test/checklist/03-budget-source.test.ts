import { expect, test } from 'vitest';
import { POLICY_NAMES, type PolicyName } from '../../src/cj/policy.js';
import { ran } from './ran.js';

function budgets(name: string, policy: PolicyName) {
  const { factsOf, decisions, row } = ran(name, { policy });
  const resolved = factsOf('budget.resolved').map(({ source, override }) => `${source} ${override}`);
  const decided = decisions.map(
    (decision) => `${decision.budget_source} ${decision.max_comparisons_override}`,
  );
  const stored = row(
    "select processing_metadata ->> '$.comparison_budget.source' as source from cj_batch_states",
  );
  return { resolved: new Set(resolved), decided: new Set(decided), stored };
}

test.each(POLICY_NAMES)('under %s the source of batch-21 is runner_override to the end', (policy) => {
  expect(budgets('batch-21', policy)).toEqual({
    resolved: new Set(['runner_override 100']),
    decided: new Set(['runner_override 100']),
    stored: { source: 'runner_override' },
  });
});

test.each(POLICY_NAMES)(
  'under %s the source of service-default is service_default, and no override appears',
  (policy) => {
    expect(budgets('service-default', policy)).toEqual({
      resolved: new Set(['service_default null']),
      decided: new Set(['service_default null']),
      stored: { source: 'service_default' },
    });
  },
);

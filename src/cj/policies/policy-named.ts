/** The policies by name. */
import { UserError } from '../errors.js';
import { POLICY_NAMES, type Policy, type PolicyName } from '../policy.js';
import { current } from './current.js';
import { service20251116 } from './service-2025-11-16.js';
import { service20251127 } from './service-2025-11-27.js';
import { service202602 } from './service-2026-02.js';

const POLICIES: Readonly<Record<PolicyName, Policy>> = {
  current,
  'service-2026-02': service202602,
  'service-2025-11-27': service20251127,
  'service-2025-11-16': service20251116,
};

export function policyNamed(name: string): Policy {
  const known = POLICY_NAMES.find((policy) => policy === name);
  if (known !== undefined) return POLICIES[known];
  throw new UserError({
    code: 'unknown_policy',
    message: `Unknown policy "${name}".`,
    fix: `Use one of ${POLICY_NAMES.join(', ')}.`,
  });
}

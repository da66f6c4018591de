/** A defect: one rule of a policy replaced by a wrong one, by name, so that a historical bug comes back (06). */
import type { Policy, PolicyName } from '../policy.js';

export interface Defect {
  readonly name: string;
  /** What happened, and when. */
  readonly story: string;
  /** How it shows. */
  readonly symptom: string;
  /** The rule that it breaks. */
  readonly rule: keyof Policy;
  /** The last policy that was wrong in this way by a rule that is not the override's (06, "Policies"); so were all before it. */
  readonly lastIn?: PolicyName;
  readonly override: (base: Policy) => Partial<Policy>;
}

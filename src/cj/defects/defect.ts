/** A defect: one rule of a policy replaced by a wrong one, by name, so that a historical bug comes back (06). */
import type { Policy } from '../policy.js';

export interface Defect {
  readonly name: string;
  /** What happened, and when. */
  readonly story: string;
  /** How it shows. */
  readonly symptom: string;
  /** The rule that it breaks. */
  readonly rule: keyof Policy;
  readonly override: (base: Policy) => Partial<Policy>;
}

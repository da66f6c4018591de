/** What the plans of assignment, essays and batches are made with. */
import type { Draw } from '../../cj/draw.js';
import type { Policy } from '../../cj/policy.js';
import type { Refuse } from '../../input/key-path.js';

export interface PlanMaker {
  readonly draw: Draw;
  readonly policy: Policy;
  /** What is deployed while the world runs. */
  readonly laterPolicies: readonly Policy[];
  readonly refuse: Refuse;
  /** The judge needs a true ability of every essay, so unknown ones are made up. */
  readonly inventsAbilities: boolean;
}

/** Where a fork leaves its run: after a step of it. */
import { canonicalJson } from '../cj/canonical-json.js';
import { DigestChain } from '../sim/digest-chain.js';
import { planAt } from '../sim/plan-at.js';
import type { ForkMoment } from '../sim/scenario/fork-plan.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { recordOf } from './record-of.js';
import { sha256 } from './sha256.js';

export interface RecordedSteps {
  readonly plan: WorldPlan;
  /** The records as they were written, oldest first. */
  readonly lines: readonly string[];
}

/** null where the run has no such step. */
export function momentAfter({ plan, lines }: RecordedSteps, step: number): ForkMoment | null {
  const line = lines[step - 1];
  if (line === undefined) return null;
  const { at } = recordOf('forkedPlan()', line, step - 1);
  const chain = DigestChain.start(sha256, canonicalJson(planAt(plan, step)));
  for (const earlier of lines.slice(0, step)) chain.add(earlier);
  return { step, sinceStartMs: at - plan.clockStartMs, digest: chain.current };
}

/**
 * What a world is made from: a scenario with everything explicit, as plain JSON. Nothing in it is read from
 * disk or drawn any more, and the run's header is its canonical JSON. Times are offsets in virtual
 * milliseconds from the start of the clock unless the name says otherwise.
 */
import type { Distribution } from '../../cj/distribution.js';
import type { RequestedEssay } from '../../cj/messages.js';
import type { PolicyName } from '../../cj/policy.js';
import type { Settings } from '../../cj/settings.js';
import type { JsonObject } from '../../cj/stored-value.js';
import type { BatchId, EssayId, VirtualTime } from '../../cj/words.js';
import type { Profile } from '../../judges/profile.js';
import type { ScheduleName } from '../chooser.js';
import type { FaultPlan } from '../faults/fault-plan.js';

export interface WorldPlan {
  readonly name: string;
  readonly seed: string;
  readonly policy: PolicyName;
  readonly defects: readonly string[];
  /** Effective: the policy's defaults, then the scenario's, then the overrides. */
  readonly settings: Settings;
  readonly schedule: ScheduleName;
  readonly clockStartMs: VirtualTime;
  readonly horizonMs: number;
  readonly stopAtMs: number | null;
  readonly consumers: { readonly count: number; readonly keyedByBatch: boolean };
  readonly latencies: LatencyPlan;
  readonly judge: JudgePlan;
  readonly keepPrompts: boolean;
  readonly faults: readonly FaultPlan[];
  /** In the order of time. */
  readonly policyChanges: readonly PolicyChange[];
  /** What the content service holds. */
  readonly texts: readonly PlannedText[];
  readonly assignments: readonly AssignmentPlan[];
  /** In the order of the scenario. */
  readonly batches: readonly BatchPlan[];
  /** Draws that are not the seed's. Left out where there are none. */
  readonly changedDraws?: readonly ChangedDraw[];
  /** The plan that holds up to a step, where this one is a fork of it. */
  readonly forkOf?: ForkPoint;
}

export interface ChangedDraw {
  /** As trace and blame write it: `["latency","comparison.answered","…",1]`. */
  readonly key: string;
  /** In [0, 1). */
  readonly value: number;
}

export interface ForkPoint {
  /** The last step under the old plan. */
  readonly step: number;
  /** Trace digest of the old run after that step. */
  readonly digest: string;
  readonly plan: WorldPlan;
}

/** Another policy from a moment on, with the settings that go with it. */
export interface PolicyChange {
  readonly atMs: number;
  readonly policy: PolicyName;
  readonly settings: Settings;
}

export interface LatencyPlan {
  readonly content: Distribution;
  readonly request: Distribution;
  readonly callback: Distribution;
  readonly event: Distribution;
}

/** `module` is the name of its file: the folder is no part of what a run is a function of. */
export type JudgePlan =
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'module'; readonly module: string; readonly options: JsonObject };

export interface PlannedText {
  readonly storage_id: string;
  readonly text: string;
}

export interface AssignmentPlan {
  readonly assignment_id: string;
  readonly course_id: string | null;
  readonly grade_scale: string;
  readonly context_origin: string;
  readonly instructions_text: string;
  readonly student_prompt_text: string | null;
  readonly student_prompt_storage_id: string | null;
  readonly judge_rubric_text: string | null;
  readonly judge_rubric_storage_id: string | null;
  readonly anchors: readonly AnchorPlan[];
}

export interface AnchorPlan {
  /** `anchor_essay_references.id`, from 1. */
  readonly id: number;
  readonly anchor_label: string;
  readonly grade: string;
  readonly text_storage_id: string;
  readonly ability: number | null;
  readonly ability_origin: AbilityOrigin;
}

export interface BatchPlan {
  readonly id: BatchId;
  /** The structural name that keys, actors and messages use: the id as text. */
  readonly label: string;
  readonly bosBatchId: string;
  readonly eventCorrelationId: string;
  readonly startMs: number;
  readonly cancelAtMs: number | null;
  /** State of its actor on entering which it is cancelled. */
  readonly cancelIn?: string;
  readonly essays: readonly RequestedEssay[];
  /** One an essay, in the same order. */
  readonly abilities: readonly AbilityPlan[];
  /** The document `original_request`; absent values are left out. */
  readonly request: JsonObject;
  /** The request's rubric instead of the assignment's; no part of `original_request`. */
  readonly judgeRubricOverride: string | null;
  readonly unanswered: boolean;
  /** Its `original_request` is not recorded. */
  readonly madeByOldCode: boolean;
  readonly runner: { readonly awaitsCompletion: boolean; readonly completionTimeoutMs: number | null };
}

/**
 * `scenario`: given or drawn as the scenario says; `made_up`: not known, invented because the judge needs one;
 * `unknown`: not known and not needed.
 */
type AbilityOrigin = 'scenario' | 'made_up' | 'unknown';

export interface AbilityPlan {
  readonly els_essay_id: EssayId;
  /** Logits. */
  readonly ability: number | null;
  readonly origin: AbilityOrigin;
}

/** The batches: who they are, when they are asked for, what is asked, and their essays. */
import { DEFAULT_GRADE_SCALE, gradeScale } from '../../cj/projection/grade-scales.js';
import type { JsonObject } from '../../cj/stored-value.js';
import type { BatchId } from '../../cj/words.js';
import type { KeyPath, Refuse } from '../../input/key-path.js';
import { someOf } from '../../input/some-of.js';
import type { BatchOfScenario } from './batch-schema.js';
import { durationMs } from './duration.js';
import { type EssaysOfScenario, MOST_ESSAYS_IN_ALL } from './essays-schema.js';
import { type PlannedAssignment, textOf } from './plan-assignment.js';
import { planEssays } from './plan-essays.js';
import type { PlanMaker } from './plan-maker.js';
import {
  DEFAULT_COURSE_CODE,
  DEFAULT_LANGUAGE,
  DEFAULT_USER_ID,
  type RequestOfScenario,
} from './request-schema.js';
import type { Scenario } from './scenario-schema.js';
import type { BatchPlan, PlannedText } from './world-plan.js';

export interface PlannedBatches {
  readonly batches: readonly BatchPlan[];
  readonly texts: readonly PlannedText[];
}

export function planBatches(
  scenario: Scenario,
  assignment: PlannedAssignment | null,
  maker: PlanMaker,
): PlannedBatches {
  const listed = scenario.batches ?? Array.from({ length: scenario.batch_count ?? 1 }, plainBatch);
  const ids = batchIds(listed, maker.refuse);
  checkUnanswered(scenario.unanswered, ids, maker.refuse);
  checkEssayTotal(listed, scenario, maker.refuse);
  const unanswered = new Set(scenario.unanswered);
  const planned = listed.map((batch, index) => {
    const id = ids[index] ?? 0;
    const isUnanswered = batch.unanswered || unanswered.has(id);
    return planBatch({ batch, id, path: ['batches', index], isUnanswered }, scenario, assignment, maker);
  });
  checkDistinct(
    planned.map(({ plan }) => plan.bosBatchId),
    'bos_batch_id',
    maker.refuse,
  );
  return { batches: planned.map(({ plan }) => plan), texts: planned.flatMap(({ texts }) => texts) };
}

function plainBatch(): BatchOfScenario {
  return { at: 0, unanswered: false, made_by_old_code: false };
}

interface NumberedBatch {
  readonly batch: BatchOfScenario;
  readonly id: number;
  readonly path: KeyPath;
  readonly isUnanswered: boolean;
}

function planBatch(
  { batch, id, path, isUnanswered }: NumberedBatch,
  scenario: Scenario,
  assignment: PlannedAssignment | null,
  maker: PlanMaker,
): { readonly plan: BatchPlan; readonly texts: readonly PlannedText[] } {
  const label = String(id);
  const request = { ...scenario.request, ...batch.request };
  checkRequest(request, { batch, path }, assignment, maker);
  const startMs = startOf(batch, path, scenario, maker.refuse);
  const essaysPath = batch.essays === undefined ? ['essays'] : [...path, 'essays'];
  const scale = assignment?.scale ?? gradeScale(DEFAULT_GRADE_SCALE);
  const { essays, abilities, texts } = planEssays(
    essaysOf(batch, scenario, maker.refuse),
    { label, path: essaysPath, scale, hasAnchors: (assignment?.plan.anchors.length ?? 0) > 0 },
    maker,
  );
  const { await_completion, completion_timeout } = scenario.runner;
  const plan: BatchPlan = {
    id: id as BatchId,
    label,
    bosBatchId: batch.bos_batch_id ?? maker.draw.uuid('bos-batch-id', label),
    eventCorrelationId: batch.event_correlation_id ?? maker.draw.uuid('event-correlation-id', label),
    startMs,
    cancelAtMs: batch.cancel_at === undefined ? null : durationMs(batch.cancel_at),
    ...(batch.cancel_in === undefined ? {} : { cancelIn: batch.cancel_in }),
    essays,
    abilities,
    request: originalRequest(request, label, assignment),
    judgeRubricOverride: request.judge_rubric_override ?? null,
    unanswered: isUnanswered,
    madeByOldCode: batch.made_by_old_code,
    runner: {
      awaitsCompletion: await_completion,
      completionTimeoutMs: await_completion ? durationMs(completion_timeout) : null,
    },
  };
  return {
    plan,
    texts: [
      ...textOf(promptId(label), request.student_prompt),
      ...textOf(rubricId(label), request.judge_rubric),
      ...texts,
    ],
  };
}

/** The document `original_request` (01): absent values are left out. */
function originalRequest(
  request: RequestOfScenario,
  label: string,
  assignment: PlannedAssignment | null,
): JsonObject {
  const document: Record<string, unknown> = {
    assignment_id: assignment?.plan.assignment_id,
    language: request.language ?? DEFAULT_LANGUAGE,
    course_code: request.course_code ?? DEFAULT_COURSE_CODE,
    cj_source: 'els',
    cj_request_type: 'cj_comparison',
    student_prompt_text: request.student_prompt,
    student_prompt_storage_id: request.student_prompt === undefined ? undefined : promptId(label),
    judge_rubric_text: request.judge_rubric,
    judge_rubric_storage_id: request.judge_rubric === undefined ? undefined : rubricId(label),
    llm_config_overrides: request.llm_config_overrides,
    batch_config_overrides: request.batch_config_overrides,
    max_comparisons_override: request.max_comparisons ?? undefined,
    user_id: request.user_id ?? DEFAULT_USER_ID,
    org_id: request.org_id,
  };
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

function promptId(label: string): string {
  return `prompt/${label}`;
}

function rubricId(label: string): string {
  return `rubric/${label}`;
}

/** Given ids, and for the other batches the smallest numbers from 1 that are not given. */
function batchIds(batches: readonly BatchOfScenario[], refuse: Refuse): readonly number[] {
  const ids = batches.map(({ id }) => id);
  checkDistinct(ids, 'id', refuse);
  const given = new Set(ids);
  let next = 1;
  return batches.map(({ id }) => {
    if (id !== undefined) return id;
    while (given.has(next)) next++;
    return next++;
  });
}

/** `ids`: of all batches, by their place in the list; undefined for one that is given none. */
function checkDistinct(
  ids: readonly (string | number | undefined)[],
  key: 'id' | 'bos_batch_id',
  refuse: Refuse,
): void {
  const places = new Map<string | number, number>();
  for (const [index, id] of ids.entries()) {
    if (id === undefined) continue;
    const earlier = places.get(id);
    if (earlier !== undefined) {
      throw refuse({
        code: 'duplicate_id',
        path: ['batches', index, key],
        says: `is ${id}, which batch ${earlier + 1} of the list has already`,
      });
    }
    places.set(id, index);
  }
}

function checkUnanswered(unanswered: readonly number[], ids: readonly number[], refuse: Refuse): void {
  const known = new Set(ids);
  const index = unanswered.findIndex((id) => !known.has(id));
  if (index < 0) return;
  throw refuse({
    code: 'unknown_batch',
    path: ['unanswered', index],
    says: `is ${unanswered[index]}, and there is no such batch`,
    fix: `The batches are ${someOf(ids)}.`,
  });
}

function essaysOf(batch: BatchOfScenario, scenario: Scenario, refuse: Refuse): EssaysOfScenario {
  const essays = batch.essays ?? scenario.essays;
  if (essays !== undefined) return essays;
  throw refuse({
    code: 'no_essays',
    path: ['essays'],
    says: 'is missing; it must say where the essays come from',
    fix: 'For example: essays: {generate: {count: 12}}',
  });
}

function checkEssayTotal(batches: readonly BatchOfScenario[], scenario: Scenario, refuse: Refuse): void {
  const total = batches.reduce((sum, batch) => {
    const { list, generate } = essaysOf(batch, scenario, refuse);
    return sum + (list?.length ?? generate?.count ?? 0);
  }, 0);
  if (total <= MOST_ESSAYS_IN_ALL) return;
  throw refuse({
    code: 'too_many_essays',
    path: [],
    says: `has ${total} essays in all its batches; at most ${MOST_ESSAYS_IN_ALL} are possible`,
  });
}

function startOf(batch: BatchOfScenario, path: KeyPath, { horizon }: Scenario, refuse: Refuse): number {
  const startMs = durationMs(batch.at);
  if (startMs < durationMs(horizon)) return startMs;
  throw refuse({ code: 'bad_start', path: [...path, 'at'], says: `is not before the horizon (${horizon})` });
}

/** What the service refuses at its boundary: the policy's opinion of the override, and a rubric of a national test. */
function checkRequest(
  request: RequestOfScenario,
  { batch, path }: Pick<NumberedBatch, 'batch' | 'path'>,
  assignment: PlannedAssignment | null,
  { policy, refuse }: PlanMaker,
): void {
  const keyPath = (key: keyof RequestOfScenario): KeyPath =>
    batch.request?.[key] === undefined ? ['request', key] : [...path, 'request', key];
  const override = request.max_comparisons ?? null;
  const problem = override === null ? null : policy.overrideProblem(override);
  if (problem !== null) {
    throw refuse({
      code: 'bad_budget',
      path: keyPath('max_comparisons'),
      says: `: ${problem}`,
      fix: "Leave it out, or write null, for the service's own budget.",
    });
  }
  if (request.judge_rubric_override === undefined) return;
  if (assignment?.plan.context_origin === 'canonical_national') {
    throw refuse({
      code: 'rubric_override_refused',
      path: keyPath('judge_rubric_override'),
      says: 'is refused, because context_origin of the assignment is canonical_national',
      fix: 'Leave it out, or use an assignment of a research_experiment.',
    });
  }
}

/**
 * Ends a scored batch in one transaction: ranking, projected grades, completion events into the outbox, state
 * COMPLETED (02, "Finalising"; 05).
 */
import type { Fact } from '../cj/facts.js';
import { assessmentContext } from '../cj/projection/assessment-context.js';
import { type GradeProjections, projectGrades } from '../cj/projection/project-grades.js';
import { storedRanking } from '../cj/projection/stored-ranking.js';
import { objectOrNull } from '../cj/stored-value.js';
import type { UploadStatus } from '../cj/words.js';
import { documentText } from '../store/document-text.js';
import { assignmentOf } from './assignment.js';
import { readNet } from './batch-net.js';
import { batchStateOf, uploadOf } from './batch-rows.js';
import { completionEvents } from './completion-events.js';
import { answersSinceScoring, writeFinalScores } from './final-scores.js';
import { modelOf, providerOf } from './llm-names.js';
import type { Step, StepContext, StepResult } from './step.js';
import { unlessCancelled } from './unless-cancelled.js';

export const finishBatch: Step<{ readonly status: UploadStatus }> = unlessCancelled((context, { status }) => {
  const { store, policy, settings, batchId, timestamp } = context;
  const late = status === 'COMPLETE_FORCED_RECOVERY' ? scoreLateAnswers(context) : NONE_LATE;
  if (late.failed !== null) return late.failed;
  const upload = uploadOf(context);
  const assignment = assignmentOf(store, upload.row.assignment_id);
  const rules = { ...policy, gradeBands: settings.GRADE_BANDS };
  const assessment = assessmentContext(
    assignment && { grade_scale: assignment.instructions.grade_scale, references: assignment.anchors },
    rules,
  );
  const rankings = storedRanking(store.essays.ranked(batchId));
  const projected = projectGrades(rankings, assessment, rules);
  writeProjections(context, projected, assessment.scale.name, upload.metadata);
  const results = policy.resultRows(rankings, projected.available ? projected.projections : []);
  store.batches.setState(batchId, 'COMPLETED', timestamp);
  store.batches.setFinalStatus(batchId, status, timestamp);
  return {
    event: { type: 'batch.completed' },
    messages: completionEvents(context, status, results),
    facts: [
      ...late.facts,
      ...projectionFacts(projected, assessment.scale.name),
      { fact: 'batch.finished', status },
    ],
  };
});

interface LateAnswers {
  readonly facts: readonly Fact[];
  /** What to answer where the batch cannot be scored with them. */
  readonly failed: StepResult | null;
}

const NONE_LATE: LateAnswers = { facts: [], failed: null };

/** Forced recovery does not wait, so that an answer may come between scoring and finishing. */
function scoreLateAnswers(context: StepContext): LateAnswers {
  if (context.policy.answerAfterScoring === 'leave_out') return NONE_LATE;
  const net = readNet(context);
  const answers = answersSinceScoring(context, net);
  if (answers === 0) return NONE_LATE;
  return {
    facts: [{ fact: 'scores.renewed', answers }],
    failed: writeFinalScores(context, net, batchStateOf(context).metadata),
  };
}

/** A policy that finishes a batch again replaces what it projected before. */
function writeProjections(
  { store, settings, batchId, timestamp }: StepContext,
  projected: GradeProjections,
  scale: string,
  metadata: Readonly<Record<string, unknown>>,
): void {
  store.projections.deleteOfBatch(batchId);
  if (!projected.available) return;
  const llm = objectOrNull(objectOrNull(metadata['original_request'])?.['llm_config_overrides']);
  for (const projection of projected.projections) {
    store.projections.insert({
      els_essay_id: projection.els_essay_id,
      cj_batch_id: batchId,
      primary_grade: projection.grade,
      grade_scale: scale,
      confidence_score: projection.confidence_score,
      confidence_label: projection.confidence_label,
      calculation_metadata: documentText({
        primary_anchor_grade: projection.primary_anchor_grade,
        probabilities: Object.fromEntries(
          projection.probabilities.map(({ grade, probability }) => [grade, probability]),
        ),
      }),
      population_prior: String(projection.population_prior),
      assessment_method: 'cj_assessment',
      model_used: modelOf(llm, settings),
      model_provider: providerOf(llm, settings),
      normalized_score: projection.normalized_score,
      created_at: timestamp,
    });
  }
}

function projectionFacts(projected: GradeProjections, scale: string): readonly Fact[] {
  const hits = projected.resolved.map(
    ({ els_essay_id, tier, grade }): Fact => ({
      fact: 'anchor.resolved',
      els_essay_id,
      tier,
      grade: String(grade),
    }),
  );
  const misses = projected.misses.map(
    ({ els_essay_id, reason }): Fact => ({ fact: 'anchor.unresolved', els_essay_id, reason }),
  );
  const outcome: Fact = projected.available
    ? { fact: 'projection.done', students: projected.projections.length, scale }
    : { fact: 'projection.unavailable', reason: projected.reason };
  return [...hits, ...misses, outcome];
}

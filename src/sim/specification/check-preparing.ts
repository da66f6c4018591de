/** What a batch is made of (02, "Preparing", 3 to 5): its essays whose texts came, then the assignment's anchors. */
import { objectOrNull } from '../../cj/stored-value.js';
import type { EssayRow } from '../invariants/batch-reader.js';
import { type Broken, broken } from '../invariants/invariant.js';
import type { Observation } from '../invariants/observation.js';

interface ExpectedNode {
  readonly id: RegExp | string;
  readonly isAnchor: boolean;
  readonly storageId: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export function checkPreparing(seen: Observation): Broken | null {
  const { record, batch, reader, now } = seen;
  if (record.type !== 'prepare-batch' || !record.facts?.some(({ fact }) => fact === 'batch.prepared'))
    return null;
  const nodes = expectedNodes(seen);
  const essays = reader.essays(batch.id);
  if (now.upload.expected_essay_count !== nodes.length || essays.length !== nodes.length)
    return broken(`${essays.length} essays, ${nodes.length} expected`, {
      expected: now.upload.expected_essay_count,
    });
  const wrong = nodes.findIndex((node, at) => !isNode(essays[at], node));
  if (wrong >= 0)
    return broken('an essay is another than asked', { essay: essays[wrong], node: nodes[wrong] });
  const task = checkTask(seen);
  if (task !== null) return task;
  const students = nodes.filter(({ isAnchor }) => !isAnchor).length;
  return students < 2 ? checkInsufficient(seen, essays) : null;
}

function expectedNodes({ record, batch, now, plan }: Observation): readonly ExpectedNode[] {
  const lost = new Set(
    record.facts?.flatMap((fact) => (fact.fact === 'texts.missing' ? fact.storage_ids : [])),
  );
  const assignment = plan.assignments.find(({ assignment_id }) => assignment_id === now.upload.assignment_id);
  const asked = batch.essays.map((essay): ExpectedNode => {
    const { els_essay_id, text_storage_id, is_anchor = false, anchor_grade, known_grade } = essay;
    const metadata = { is_anchor, text_storage_id, anchor_grade, known_grade };
    return { id: els_essay_id, isAnchor: is_anchor, storageId: text_storage_id, metadata };
  });
  const anchors = (assignment?.anchors ?? []).map(
    ({ id, text_storage_id, grade, anchor_label }): ExpectedNode => ({
      id: new RegExp(`^ANCHOR_${id}_[0-9a-f]{8}$`),
      isAnchor: true,
      storageId: text_storage_id,
      metadata: { is_anchor: true, text_storage_id, known_grade: grade, anchor_ref_id: id, anchor_label },
    }),
  );
  return [...asked, ...anchors].filter(({ storageId }) => !lost.has(storageId));
}

/** Prompt and rubric are the assignment's before the request's; a request's own rubric comes before both. */
function checkTask({ batch, now, plan }: Observation): Broken | null {
  const assignment = plan.assignments.find(({ assignment_id }) => assignment_id === now.upload.assignment_id);
  const expected = {
    student_prompt_text: assignment?.student_prompt_text ?? batch.request['student_prompt_text'] ?? null,
    judge_rubric_text:
      batch.judgeRubricOverride ??
      assignment?.judge_rubric_text ??
      batch.request['judge_rubric_text'] ??
      null,
  };
  const kept = now.uploadMetadata;
  const isKept = Object.entries(expected).every(([name, text]) => (kept[name] ?? null) === text);
  return isKept ? null : broken('prompt and rubric are others', { expected, kept });
}

function isNode(essay: EssayRow | undefined, { id, isAnchor, storageId, metadata }: ExpectedNode): boolean {
  if (essay === undefined) return false;
  const own = essay.els_essay_id;
  const stored = objectOrNull(JSON.parse(essay.processing_metadata)) ?? {};
  const names = new Set([...Object.keys(stored), ...Object.keys(metadata)]);
  return (
    (typeof id === 'string' ? own === id : id.test(own)) &&
    essay.text_storage_id === storageId &&
    (essay.is_anchor === 1) === isAnchor &&
    [...names].every((name) => stored[name] === metadata[name])
  );
}

/** Nothing to compare: the batch is complete at once, and a lone student scores 0. */
function checkInsufficient({ now, hasEnded }: Observation, essays: readonly EssayRow[]): Broken | null {
  const { status } = now.upload;
  if (!hasEnded || now.state.state !== 'COMPLETED' || status !== 'COMPLETE_INSUFFICIENT_ESSAYS')
    return broken('too few students, and the batch goes on', { status, state: now.state.state });
  const wrong = essays.find(
    (essay) => essay.current_bt_score !== (essay.is_anchor === 1 ? null : 0) || essay.comparison_count !== 0,
  );
  return wrong === undefined ? null : broken('a score without a comparison', { wrong });
}

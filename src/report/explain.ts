/** The story of a batch in plain words, from its trace: one paragraph a decision, with the numbers that decided it. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact, WaveFact } from '../cj/facts.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import type { Style } from './style.js';
import { explainDecision } from './why.js';
import { clock, counted, wrapped } from './words-of.js';

/** From this many decisions on, those in the middle of the story are folded. */
const FOLD_FROM = 40;
const SHOWN_AT_EACH_END = 12;
/** Longer lines are hard to read. */
const WIDEST = 100;
/** Width of the time in front of a paragraph. */
const INDENT = 10;

/** `width` columns at most, and no more than are pleasant to read. */
export function explain(world: StoredWorld, batch: StoredBatch, style: Style, width: number): string {
  const records = world.recordsOf(batch);
  const start = world.plan.clockStartMs;
  const columns = Math.min(width, WIDEST);
  const paragraphs = records.flatMap((record) => {
    const text = story(record);
    return text === '' ? [] : [`${style.dim(clock(record.at - start))}  ${wrapped(text, columns, INDENT)}`];
  });
  const title = style.bold(`Batch ${batch.label} of ${world.plan.name}, under ${world.plan.policy}`);
  return `${[title, ...answersNote(records), ...folded(paragraphs, style), ending(batch)].join('\n\n')}\n`;
}

function folded(paragraphs: readonly string[], style: Style): readonly string[] {
  if (paragraphs.length < FOLD_FROM) return paragraphs;
  const left = paragraphs.length - 2 * SHOWN_AT_EACH_END;
  return [
    ...paragraphs.slice(0, SHOWN_AT_EACH_END),
    style.dim(`… ${left} more paragraphs of the same kind; cjsim trace has every step …`),
    ...paragraphs.slice(-SHOWN_AT_EACH_END),
  ];
}

function story(record: TraceRecord): string {
  const faults = (record.fault ?? []).map((fault) => `A fault: ${fault}.`);
  const facts = record.facts ?? [];
  const sentences = facts.map((fact) => factSentence(fact, record)).filter((sentence) => sentence !== '');
  const decision = record.decision ? decisionParagraph(record.decision, facts) : '';
  return [decision, ...(record.decision ? waveSentences(facts) : sentences), ...faults]
    .filter((part) => part !== '')
    .join(' ');
}

function decisionParagraph(record: DecisionRecord, facts: readonly Fact[]): string {
  const rehydrated = facts.find((fact) => fact.fact === 'request.rehydrated');
  const from =
    rehydrated?.from === 'original_request'
      ? 'The request is rehydrated from original_request.'
      : rehydrated === undefined
        ? ''
        : 'Warning: original_request is missing or broken, so the request is rehydrated from the batch row, without an override.';
  return `Wave ${record.iteration} is complete. ${from} ${explainDecision(record)}`.replace(/ {2,}/g, ' ');
}

function waveSentences(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) => (fact.fact === 'wave.submitted' ? [waveSentence(fact)] : []));
}

function waveSentence(wave: WaveFact): string {
  const override = wave.override === null ? 'no override' : `override ${wave.override}`;
  return `Wave ${wave.iteration} goes out: ${counted(wave.pairs, 'comparison')} (${wave.mode}, ${wave.cj_request_type}, ${override}, cap ${wave.cap}, source ${wave.source}).`;
}

function factSentence(fact: Fact, { actor }: TraceRecord): string {
  switch (fact.fact) {
    case 'request.accepted':
      return `The request is accepted with ${counted(fact.essays, 'essay')}; ${counted(fact.anchors, 'anchor')} of the assignment join. Their texts are fetched.`;
    case 'request.refused':
      return `The request is refused: ${fact.reason}.`;
    case 'texts.missing':
      return `${counted(fact.storage_ids.length, 'text')} did not arrive and ${fact.storage_ids.length === 1 ? 'is' : 'are'} skipped.`;
    case 'batch.prepared':
      return `The net is ready: ${counted(fact.students, 'student essay')} and ${counted(fact.anchors, 'anchor')}.`;
    case 'budget.resolved':
      return fact.iteration === 1
        ? `The budget is resolved once: ${fact.override === null ? 'nothing was asked' : `asked ${fact.override}`}, guardrail ${fact.guardrail}, cap ${fact.cap}, source ${fact.source}.`
        : '';
    case 'wave.submitted':
      return waveSentence(fact);
    case 'batching.fell_back':
      return `The provider ${fact.provider} has no batch API, so the batch falls back to serial_bundle.`;
    case 'continuation.waited':
      return `A continuation finds ${counted(fact.pending, 'callback')} pending and waits.`;
    case 'total_budget.missing':
      return `Bug: the batch has no usable total_budget (${JSON.stringify(fact.total_budget)}).`;
    case 'callback.ignored':
      return {
        late: 'A callback arrives after the end of the batch: it is recorded as late and changes nothing.',
        repeated: 'A callback arrives a second time and is ignored.',
        unknown: 'A callback with an unknown correlation id is reported and ignored.',
      }[fact.why];
    case 'callback.persisted':
      return fact.usable ? '' : `An answer is an error: ${fact.error_code}.`;
    case 'finish.refused':
      return `Finalising is refused: ${counted(fact.pending, 'callback')} pending.`;
    case 'batch.finished':
      return `The batch is completed: ${fact.status}.`;
    case 'batch.failed':
      return `The batch fails: ${fact.reason} ${JSON.stringify(fact.details)}.`;
    case 'anchor.unresolved':
      return `No grade is found for the anchor ${fact.els_essay_id}: ${fact.reason}.`;
    case 'projection.done':
      return `Grades are projected for ${counted(fact.students, 'student')} on ${fact.scale}.`;
    case 'projection.unavailable':
      return `Grades cannot be projected: ${fact.reason}. The ranking is published all the same.`;
    case 'event.published':
      return `The event ${fact.topic} is published.`;
    case 'callbacks.lost':
      return `The monitor found no sign of life: ${counted(fact.count, 'open comparison')} become errors CALLBACK_LOST, and the batch goes on.`;
    case 'batch.stuck':
      return `The ${actor} tells the batch that it is stuck.`;
    default:
      return '';
  }
}

function answersNote(records: readonly TraceRecord[]): readonly string[] {
  const usable = records.filter((record) =>
    record.facts?.some((fact) => fact.fact === 'callback.persisted' && fact.usable),
  );
  return usable.length === 0
    ? []
    : [
        `Times are virtual, from the start of the clock. ${counted(usable.length, 'usable answer')} are not told one by one.`,
      ];
}

function ending({ state, upload }: StoredBatch): string {
  const { submitted_comparisons, completed_comparisons, failed_comparisons } = state;
  return `It stands at ${state.state}, ${upload.status}: ${submitted_comparisons} submitted, ${completed_comparisons} answered, ${counted(failed_comparisons, 'error')}.`;
}

/** The story of a batch in plain words, from its trace: one paragraph a decision, with the numbers that decided it. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact, WaveFact } from '../cj/facts.js';
import type { Settings } from '../cj/settings.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import type { Style } from './style.js';
import { explainDecision } from './why.js';
import { clock, counted, wrapped } from './words-of.js';

/** From this many paragraphs on, repeats are folded. */
const FOLD_FROM = 40;
/** Of paragraphs that repeat, so many at the beginning and at the end are shown. */
const SHOWN_FIRST = 3;
const SHOWN_LAST = 1;
/** Longer lines are hard to read. */
const WIDEST = 100;
/** Width of the time in front of a paragraph. */
const INDENT = 10;

/** What one step is told as, and the same without its numbers. */
interface Paragraph {
  readonly text: string;
  readonly shape: string;
}

/** `width` columns at most, and no more than are pleasant to read. */
export function explain(world: StoredWorld, batch: StoredBatch, style: Style, width: number): string {
  const records = world.recordsOf(batch);
  const start = world.plan.clockStartMs;
  const columns = Math.min(width, WIDEST);
  const { settings } = world.plan;
  const paragraphs = records.flatMap((record): readonly Paragraph[] => {
    const said = story(record, settings);
    const text = `${style.dim(clock(record.at - start))}  ${wrapped(said, columns, INDENT)}`;
    return said === '' ? [] : [{ text, shape: said.replace(/[\d.–]+/g, '#') }];
  });
  const told = paragraphs.length < FOLD_FROM ? paragraphs.map(({ text }) => text) : folded(paragraphs, style);
  const title = style.bold(`Batch ${batch.label} of ${world.plan.name}, under ${world.plan.policy}`);
  return `${[title, ...answersNote(records), ...told, ending(batch)].join('\n\n')}\n`;
}

/**
 * Of paragraphs that say the same but for their numbers, the first and the last few are shown; where others
 * were, one line says how many.
 */
function folded(paragraphs: readonly Paragraph[], style: Style): readonly string[] {
  const all = new Map<string, number>();
  for (const { shape } of paragraphs) all.set(shape, (all.get(shape) ?? 0) + 1);
  const seen = new Map<string, number>();
  const shown: string[] = [];
  let hidden = 0;
  const closeGap = () => {
    if (hidden > 0) shown.push(style.dim(`… ${counted(hidden, 'paragraph')} like these …`));
    hidden = 0;
  };
  for (const { shape, text } of paragraphs) {
    const nth = (seen.get(shape) ?? 0) + 1;
    seen.set(shape, nth);
    if (nth > SHOWN_FIRST && nth <= (all.get(shape) ?? 0) - SHOWN_LAST) {
      hidden++;
      continue;
    }
    closeGap();
    shown.push(text);
  }
  closeGap();
  return shown;
}

function story(record: TraceRecord, settings: Settings): string {
  const faults = (record.fault ?? []).map((fault) => `A fault: ${fault}.`);
  const facts = record.facts ?? [];
  const sentences = facts.map((fact) => factSentence(fact, record)).filter((sentence) => sentence !== '');
  const decision = record.decision ? decisionParagraph(record.decision, facts, settings) : '';
  return [decision, ...(record.decision ? waveSentences(facts) : sentences), ...faults]
    .filter((part) => part !== '')
    .join(' ');
}

function decisionParagraph(record: DecisionRecord, facts: readonly Fact[], settings: Settings): string {
  const isComplete = record.callbacks_received === record.submitted;
  const occasion = isComplete
    ? `Wave ${record.iteration} is complete.`
    : `A continuation is due after wave ${record.iteration}, though ${record.callbacks_received < record.submitted ? 'answers are pending' : 'more answers are in than the counter of submissions says'}.`;
  const rehydrated = facts.find((fact) => fact.fact === 'request.rehydrated');
  const from =
    rehydrated?.from === 'original_request'
      ? 'The request is rehydrated from original_request.'
      : rehydrated === undefined
        ? ''
        : 'Warning: original_request is missing or broken, so the request is rehydrated from the batch row, without an override.';
  return `${occasion} ${from} ${explainDecision(record, settings)}`.replace(/ {2,}/g, ' ');
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

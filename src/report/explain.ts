/** The story of a batch in plain words, from its trace: one paragraph a decision, with the numbers that decided it. */
import type { DecisionRecord } from '../cj/continuation/decision-record.js';
import type { Fact } from '../cj/facts.js';
import { ANCHOR_TIERS } from '../cj/projection/anchor-tiers.js';
import type { Settings } from '../cj/settings.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { factSentence, waveSentence } from './fact-sentence.js';
import { faultSentence } from './fault-sentence.js';
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
  const records = recordsAbout(world, batch);
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
  const around = (text: string) => wrapped(text, columns, 0);
  return `${[title, ...answersNote(records).map(around), ...told, around(ending(batch))].join('\n\n')}\n`;
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
  let hidden: string[] = [];
  const closeGap = () => {
    if (hidden.length > 1) shown.push(style.dim(`… ${hidden.length} paragraphs like these …`));
    else shown.push(...hidden);
    hidden = [];
  };
  for (const { shape, text } of paragraphs) {
    const nth = (seen.get(shape) ?? 0) + 1;
    seen.set(shape, nth);
    if (nth > SHOWN_FIRST && nth <= (all.get(shape) ?? 0) - SHOWN_LAST) {
      hidden.push(text);
      continue;
    }
    closeGap();
    shown.push(text);
  }
  closeGap();
  return shown;
}

function story(record: TraceRecord, settings: Settings): string {
  const facts = record.facts ?? [];
  const sentences = facts.map(factSentence);
  const decision = record.decision ? decisionParagraph(record.decision, facts, settings) : '';
  return [
    decision,
    tiersSentence(facts),
    ...(record.decision ? waveSentences(facts) : sentences),
    faultSentence(record.fault ?? []),
  ]
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

/** How many anchor grades each tier gave: `12 by known_grade`. */
function tiersSentence(facts: readonly Fact[]): string {
  const counts = ANCHOR_TIERS.map((tier) => ({
    tier,
    anchors: facts.filter((fact) => fact.fact === 'anchor.resolved' && fact.tier === tier).length,
  })).filter(({ anchors }) => anchors > 0);
  return counts.length === 0
    ? ''
    : `Anchor grades are found: ${counts.map(({ tier, anchors }) => `${anchors} by ${tier}`).join(', ')}.`;
}

/** Steps of the batch, and steps of the monitor that name it. */
function recordsAbout(world: StoredWorld, batch: StoredBatch): readonly TraceRecord[] {
  return world.records().flatMap((record): readonly TraceRecord[] => {
    if (record.batch === batch.label) return [record];
    const facts = (record.facts ?? []).filter((fact) => 'batch_id' in fact && fact.batch_id === batch.id);
    if (record.batch !== null || facts.length === 0) return [];
    const { fault: _, ...rest } = record;
    return [{ ...rest, facts }];
  });
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

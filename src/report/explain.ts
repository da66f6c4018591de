/** The story of a batch in plain words, from its trace: one paragraph a decision, with the numbers that decided it. */
import { clockText } from '../cj/clock-text.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { StoredBatch, StoredWorld } from './stored-world.js';
import { recordsAbout, rulesInForce, storyOf, type Told } from './story.js';
import type { Style } from './style.js';
import { unusableAnswersNote } from './summary-notes.js';
import { counted, wrapped } from './words-of.js';

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
  const columns = Math.min(width, WIDEST);
  const story = withoutRepeats(storyOf(records, world.plan), world.plan.clockStartMs);
  const paragraphs = story.map(
    ({ at, says }): Paragraph => ({
      text: `${style.dim(clockText(at))}  ${wrapped(says, columns, INDENT)}`,
      shape: says.replace(/[\d.–]+/g, '#'),
    }),
  );
  const told = paragraphs.length < FOLD_FROM ? paragraphs.map(({ text }) => text) : folded(paragraphs, style);
  const { plan } = world;
  const around = (text: string) => wrapped(text, columns, 0);
  const title = style.bold(
    around(`Batch ${batch.label} of ${plan.name}, under ${rulesInForce(records, plan)}`),
  );
  const notes = [unusableAnswersNote(world, batch), ending(batch)].filter((note) => note !== '');
  return `${[title, ...answersNote(records).map(around), ...told, ...notes.map(around)].join('\n\n')}\n`;
}

/** Times since the start of the clock; of paragraphs in a row that say the same, the first, with their number. */
function withoutRepeats(story: readonly Told[], startMs: number): readonly Told[] {
  const runs: Told[][] = [];
  for (const told of story) {
    const last = runs.at(-1);
    if (last?.[0]?.says === told.says) last.push(told);
    else runs.push([told]);
  }
  return runs.map((run) => {
    const [at = 0, until = 0] = [run[0], run.at(-1)].map((told) => (told?.at ?? 0) - startMs);
    const says = run[0]?.says ?? '';
    if (run.length === 1) return { at, says };
    const end = clockText(at) === clockText(until) ? '' : ` until ${clockText(until)}`;
    return { at, says: `${says} (${run.length} times${end})` };
  });
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

function answersNote(records: readonly TraceRecord[]): readonly string[] {
  const usable = records.filter((record) =>
    record.facts?.some((fact) => fact.fact === 'callback.persisted' && fact.usable),
  );
  return usable.length === 0
    ? []
    : [
        `Times are virtual, from the start of the clock. ${counted(usable.length, 'usable answer is', 'usable answers are')} not told one by one, and what a decision has in common with the one before is said once.`,
      ];
}

function ending({ state, upload }: StoredBatch): string {
  const { submitted_comparisons, completed_comparisons, failed_comparisons } = state;
  return `It stands at ${state.state}, ${upload.status}: ${submitted_comparisons} submitted, ${completed_comparisons} answered, ${counted(failed_comparisons, 'error')}.`;
}

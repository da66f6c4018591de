/** What the summary of a batch has to add in a sentence of its own. */
import { JUDGE_THREW_CODE, WRONG_VERDICT_CODE } from '../cj/callback.js';
import { onOneLine } from '../cj/on-one-line.js';
import { objectOrNull } from '../cj/stored-value.js';
import { UNAVAILABLE_WORDS } from './fact-sentence.js';
import { factsOf, type StoredBatch, type StoredWorld } from './stored-world.js';
import { counted } from './words-of.js';

/** Why there are no grades; empty where there are. */
export function noGradesNote(world: StoredWorld, batch: StoredBatch): string {
  const unavailable = factsOf(world, batch).find((fact) => fact.fact === 'projection.unavailable');
  return unavailable === undefined
    ? ''
    : `No grades are projected, because ${UNAVAILABLE_WORDS[unavailable.reason]}.`;
}

const INVENTED =
  'are not known: the simulated judge invented them, so the ranking shows the workflow, not the essays.';

/** That true qualities were invented; empty where none was. */
export function madeUpNote({ plan }: StoredWorld, batch: StoredBatch): string {
  const abilities = plan.batches.find(({ label }) => label === batch.label)?.abilities ?? [];
  const some = abilities.filter(({ origin }) => origin === 'made_up').length;
  const of = some === abilities.length ? 'these essays' : `${some} of these ${abilities.length} essays`;
  return some === 0 ? '' : `The true qualities of ${of} ${INVENTED}`;
}

/** What is wrong with the answers of a judge of the user's own, most often; empty where nothing is. */
export function unusableAnswersNote({ plan, store }: StoredWorld, batch: StoredBatch): string {
  if (plan.judge.kind !== 'module') return '';
  const times = new Map<string, number>();
  for (const { error_code, error_details } of store.pairs.failures(batch.id)) {
    const message = objectOrNull(JSON.parse(error_details ?? 'null'))?.['message'];
    if (typeof message !== 'string' || !CODES_OF_WRONG_JUDGES.includes(error_code ?? '')) continue;
    times.set(message, (times.get(message) ?? 0) + 1);
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  if (most === undefined) return '';
  const all = [...times.values()].reduce((sum, some) => sum + some, 0);
  const often = most[1] < all ? `, most often (${counted(most[1], 'time')})` : '';
  return `${counted(all, 'answer was', 'answers were')} no verdict${often}: ${onOneLine(most[0], LONGEST_MESSAGE)}.`;
}

/** An error may quote a whole page. */
const LONGEST_MESSAGE = 200;

const CODES_OF_WRONG_JUDGES: readonly string[] = [WRONG_VERDICT_CODE, JUDGE_THREW_CODE];

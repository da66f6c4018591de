/** What the summary of a batch has to add in a sentence of its own. */
import type { StoredBatch, StoredWorld } from './stored-world.js';
import { UNAVAILABLE_WORDS } from './story.js';

/** Why there are no grades; empty where there are. */
export function noGradesNote(world: StoredWorld, batch: StoredBatch): string {
  const facts = world.recordsOf(batch).flatMap((record) => record.facts ?? []);
  const unavailable = facts.find((fact) => fact.fact === 'projection.unavailable');
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

/** Each fact of the trace in a sentence of the story; an empty text for what is told elsewhere or goes without saying. */
import type { Fact, WaveFact } from '../cj/facts.js';
import { onOneLine } from '../cj/on-one-line.js';
import type { UnavailableReason } from '../cj/projection/anchor-resolution.js';
import { counted, duration } from './words-of.js';

/** Why no student of a batch gets a grade, after "because". */
export const UNAVAILABLE_WORDS: Readonly<Record<UnavailableReason | 'null_value', string>> = {
  no_rankings: 'nothing is ranked',
  no_anchors: 'the batch has no anchors',
  null_value: 'the score or the standard error of a ranked essay is missing',
  too_few_grades: 'the anchors of the batch give fewer than two different grades of the scale',
};

/** What goes out, and under which budget. */
export function waveSentence(wave: WaveFact): string {
  const override = wave.override === null ? 'no override' : `override ${wave.override}`;
  return `Wave ${wave.iteration} goes out: ${counted(wave.pairs, 'comparison')} (${wave.mode}, ${wave.cj_request_type}, ${override}, cap ${wave.cap}, source ${wave.source}).`;
}

export function factSentence(fact: Fact): string {
  switch (fact.fact) {
    case 'request.accepted':
      return `The request is accepted with ${counted(fact.essays, 'essay')}${joiningClause(fact.anchors)}. Their texts are fetched.`;
    case 'request.refused':
      return `The request is refused: ${fact.reason}.`;
    case 'texts.missing':
      return `${counted(fact.storage_ids.length, 'text')} did not arrive and ${fact.storage_ids.length === 1 ? 'is' : 'are'} skipped.`;
    case 'batch.prepared':
      return `The net is ready: ${counted(fact.students, 'student essay')} and ${counted(fact.anchors, 'anchor')}.${fact.students < 2 ? ' With fewer than two student essays nothing is compared and no grade is projected.' : ''}`;
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
      return fact.usable ? '' : `An answer is an error: ${onOneLine(fact.error_code ?? '')}.`;
    case 'finish.refused':
      return `Finalising is refused: ${counted(fact.pending, 'callback')} pending.`;
    case 'scores.renewed':
      return `${counted(fact.answers, 'answer')} came after the scoring: the batch is scored again with ${fact.answers === 1 ? 'it' : 'them'}.`;
    case 'batch.finished':
      return `The batch is completed: ${fact.status}.`;
    case 'batch.failed':
      return failureSentence(fact);
    case 'anchor.unresolved':
      return `No grade is found for the anchor ${fact.els_essay_id}: ${fact.reason}.`;
    case 'projection.done':
      return `Grades are projected for ${counted(fact.students, 'student')} on ${fact.scale}.`;
    case 'projection.unavailable':
      return `Grades cannot be projected, because ${UNAVAILABLE_WORDS[fact.reason]} (${fact.reason}). The ranking is published all the same.`;
    case 'event.published':
      return `The event ${fact.topic} is published.`;
    case 'callbacks.lost':
      return `The monitor found no sign of life: ${fact.count === 1 ? '1 open comparison becomes an error' : `${fact.count} open comparisons become errors`} CALLBACK_LOST, and the batch goes on.`;
    case 'batch.not_stuck':
      return fact.open === 0
        ? 'It waits for no answer when it hears that it is stuck, and goes on as after any wave.'
        : `It has moved by the time it hears that it is stuck, and waits for ${counted(fact.open, 'answer')}.`;
    case 'batch.stuck':
      return `The monitor has seen nothing of the batch for ${duration(fact.idle_ms)} and tells it that it is stuck.`;
    case 'wave.complete_again':
      return `The monitor finds the batch idle with nothing pending and tells it once more that wave ${fact.iteration} is complete.`;
    default:
      return callSentence(fact);
  }
}

function joiningClause(anchors: number): string {
  return anchors === 0
    ? ', and no anchors of an assignment join'
    : `; ${counted(anchors, 'anchor')} of the assignment ${anchors === 1 ? 'joins' : 'join'}`;
}

/** What befell calls of the provider, publications and actors. */
function callSentence(fact: Fact): string {
  switch (fact.fact) {
    case 'call.failed':
      return fact.retry_in_ms === null
        ? `A call to the provider is given up after ${counted(fact.tries, 'try', 'tries')}: ${fact.code}.`
        : `A call to the provider fails with ${fact.code} and is tried again in ${duration(fact.retry_in_ms)}.`;
    case 'call.held_back':
      return fact.why === 'rate_limit'
        ? `A call waits ${duration(fact.for_ms)}: no more may start within a minute (LLM_MAX_CALLS_PER_MINUTE).`
        : `A call waits ${duration(fact.for_ms)} for the circuit breaker.`;
    case 'circuit.opened':
      return `The circuit breaker opens after ${counted(fact.failures, 'failure')} in a row: for ${duration(fact.for_ms)} no call goes out, then one on trial.`;
    case 'circuit.closed':
      return 'The call on trial gets through, so the circuit breaker closes again.';
    case 'publish.failed':
      return `The event ${fact.topic} could not be published: ${fact.reason}.`;
    case 'actor.restarted':
      return `${fact.actor} is restarted in state ${fact.state}.`;
    default:
      return '';
  }
}

function failureSentence({ reason, details }: Extract<Fact, { readonly fact: 'batch.failed' }>): string {
  if (reason === 'cancelled')
    return 'The batch is cancelled from outside; answers that are still open will come too late.';
  const numbers = Object.entries(details).map(([name, value]) =>
    value === null ? `no ${name}` : `${name} ${String(value)}`,
  );
  return `The batch fails with the reason ${reason}${numbers.length > 0 ? `: ${numbers.join(', ')}` : ''}.`;
}

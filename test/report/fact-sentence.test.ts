/** Facts in sentences: of one and of many, and those that no scenario of the story's tests brings. */
import { expect, test } from 'vitest';
import type { Fact } from '../../src/cj/facts.js';
import type { EssayId } from '../../src/cj/words.js';
import { factSentence } from '../../src/report/fact-sentence.js';

test.each<[says: string, fact: Partial<Fact>]>([
  ['1 text did not arrive and is skipped.', { fact: 'texts.missing', storage_ids: ['a'] }],
  ['2 texts did not arrive and are skipped.', { fact: 'texts.missing', storage_ids: ['a', 'b'] }],
  [
    '1 answer came after the scoring: the batch is scored again with it.',
    { fact: 'scores.renewed', answers: 1 },
  ],
  [
    '3 answers came after the scoring: the batch is scored again with them.',
    { fact: 'scores.renewed', answers: 3 },
  ],
  [
    'It waits for no answer when it hears that it is stuck, and goes on as after any wave.',
    { fact: 'batch.not_stuck', open: 0 },
  ],
  [
    'It has moved by the time it hears that it is stuck, and waits for 1 answer.',
    { fact: 'batch.not_stuck', open: 1 },
  ],
  [
    'The request is accepted with 1 essay; 1 anchor of the assignment joins. Their texts are fetched.',
    { fact: 'request.accepted', essays: 1, anchors: 1 },
  ],
  ['The request is refused: no course.', { fact: 'request.refused', reason: 'no course' }],
  ['The net is ready: 2 student essays and 0 anchors.', { fact: 'batch.prepared', students: 2, anchors: 0 }],
  [
    'The provider anthropic has no batch API, so the batch falls back to serial_bundle.',
    { fact: 'batching.fell_back', provider: 'anthropic' },
  ],
  ['A continuation finds 3 callbacks pending and waits.', { fact: 'continuation.waited', pending: 3 }],
  ['Bug: the batch has no usable total_budget ("12").', { fact: 'total_budget.missing', total_budget: '12' }],
  [
    'A callback arrives after the end of the batch: it is recorded as late and changes nothing.',
    { fact: 'callback.ignored', why: 'late' },
  ],
  [
    'A callback with an unknown correlation id is reported and ignored.',
    { fact: 'callback.ignored', why: 'unknown' },
  ],
  [
    'An answer is an error: NO VERDICT.',
    { fact: 'callback.persisted', usable: false, error_code: 'NO\nVERDICT' },
  ],
  ['', { fact: 'callback.persisted', usable: true, error_code: null }],
  ['Finalising is refused: 1 callback pending.', { fact: 'finish.refused', pending: 1 }],
  [
    'No grade is found for the anchor a-1: no_match.',
    { fact: 'anchor.unresolved', els_essay_id: 'a-1' as EssayId, reason: 'no_match' },
  ],
  [
    'Grades are projected for 1 student on swedish_8_anchor.',
    { fact: 'projection.done', students: 1, scale: 'swedish_8_anchor' },
  ],
  ['The event done.v1 is published.', { fact: 'event.published', topic: 'done.v1' }],
  [
    'The event done.v1 could not be published: no broker.',
    { fact: 'publish.failed', topic: 'done.v1', reason: 'no broker' },
  ],
  [
    'The monitor found no sign of life: 2 open comparisons become errors CALLBACK_LOST, and the batch goes on.',
    { fact: 'callbacks.lost', count: 2 },
  ],
  [
    'The monitor has seen nothing of the batch for 5 min 00 s and tells it that it is stuck.',
    { fact: 'batch.stuck', idle_ms: 300_000 },
  ],
  [
    'The monitor finds the batch idle with nothing pending and tells it once more that wave 2 is complete.',
    { fact: 'wave.complete_again', iteration: 2 },
  ],
  [
    'A call to the provider is given up after 1 try: TIMEOUT.',
    { fact: 'call.failed', tries: 1, code: 'TIMEOUT', retry_in_ms: null },
  ],
  [
    'A call to the provider fails with TIMEOUT and is tried again in 1.5 s.',
    { fact: 'call.failed', tries: 1, code: 'TIMEOUT', retry_in_ms: 1500 },
  ],
  [
    'A call waits 2.0 s: no more may start within a minute (LLM_MAX_CALLS_PER_MINUTE).',
    { fact: 'call.held_back', why: 'rate_limit', for_ms: 2000 },
  ],
  ['A call waits 2.0 s for the circuit breaker.', { fact: 'call.held_back', why: 'circuit', for_ms: 2000 }],
  [
    'The circuit breaker opens after 5 failures in a row: for 1 min 00 s no call goes out, then one on trial.',
    { fact: 'circuit.opened', failures: 5, for_ms: 60_000 },
  ],
  ['batch/1 is restarted in state scoring.', { fact: 'actor.restarted', actor: 'batch/1', state: 'scoring' }],
  [
    'The batch is cancelled from outside; answers that are still open will come too late.',
    { fact: 'batch.failed', reason: 'cancelled', details: { by: 'operator' } },
  ],
  [
    'The batch fails with the reason low_rate: answered 4, rate 0.5.',
    { fact: 'batch.failed', reason: 'low_rate', details: { answered: 4, rate: 0.5 } },
  ],
  [
    'The batch fails with the reason all_failed: answered 4, no threshold.',
    { fact: 'batch.failed', reason: 'all_failed', details: { answered: 4, threshold: null } },
  ],
  ['The batch fails with the reason no_text.', { fact: 'batch.failed', reason: 'no_text', details: {} }],
])('%s', (says, fact) => {
  expect(factSentence(fact as Fact)).toBe(says);
});

/** What blame says of draws, messages and steps, each kind in its words. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Fact } from '../../../src/cj/facts.js';
import { type DecidedRun, decidedRun } from '../../../src/search/blame/decided-run.js';
import { decisionWords } from '../../../src/search/blame/decision-words.js';
import { drawWords } from '../../../src/search/blame/draw-words.js';
import { actorWords, EntryWords, stepsWords } from '../../../src/search/blame/entry-words.js';
import type { TraceRecord } from '../../../src/sim/trace-record.js';
import { planned } from '../../sim/planned.js';
import { MUSEUM, museumCase } from './museum-case.js';

const comparisons = [
  { id: 7, a: 's-1', b: 's-2', correlationId: 'c7' },
  { id: 8, a: 's-2', b: 's-1', correlationId: 'c8' },
  { id: 9, a: 's-1', b: 's-2', correlationId: 'c9' },
];
const lower5 = planned('lower5', ['duplicate-callback,rate=0.3', 'corrupt-callback,rate=0.3']);
const uniform = (low: number, high: number) => ({ uniform: [low, high] }) as const;
const plan = {
  ...lower5,
  latencies: {
    content: uniform(0, 100),
    request: uniform(1000, 1100),
    callback: uniform(2000, 2100),
    event: uniform(3000, 3100),
  },
};
const records: readonly TraceRecord[] = [];
const run: DecidedRun = { plan, failure: null, records, planDraws: [], choices: [], comparisons };
const words = new EntryWords(run);

test.each<readonly [key: readonly (string | number)[], own: number, other: number, says: string]>([
  [
    ['latency', 'content.requested', '1/essay/s-1', 1],
    ...([0.2, 0.5] as const),
    'the request for a text 1/essay/s-1 takes 20 ms to arrive, not 50 ms',
  ],
  [
    ['latency', 'comparison.requested', '1/2', 1],
    ...([0.2, 0.5] as const),
    'a message with comparisons for the judge takes 1020 ms to arrive, not 1050 ms',
  ],
  [
    ['latency', 'comparison.answered', 'c7', 1],
    ...([0.9, 0.5] as const),
    'callback 7 takes 2090 ms to arrive, not 2050 ms',
  ],
  [
    ['latency', 'wave.complete', '1/2', 1],
    ...([0, 0.5] as const),
    'the news that wave 2 is complete takes 3000 ms to arrive, not 3050 ms',
  ],
  [['consumer', 'c8', 1], 0.99, 0, 'callback 8 goes to consumer 3, not to consumer 1'],
  [['orientation', '1', 3, 's-1', 's-2', 1], 0.49, 0, 'in wave 3 chance shows s-1 before s-2'],
  [['orientation', '1', 3, 's-1', 's-2', 1], 0.5, 0, 'in wave 3 chance shows s-2 before s-1'],
  [['matching', '1', 3], 0, 0, 'how wave 3 pairs essays that suit each other equally well'],
  [['resampling-tie', '1', 3, 1], 0, 0, 'which of equally good pairs wave 3 asks again'],
  [['shuffle', '1', 3, 's-1'], 0, 0, 'the place of s-1 in the shuffled list of wave 3'],
  [['back-off', 'c7', 1, 1], 0, 0, 'how long the retry of comparison 7 (s-1 with s-2) waits'],
  [['back-off', 'c1', 1, 1], 0, 0, 'how long the retry of an unknown comparison waits'],
  [
    ['judge', '1', 's-1', 's-2', 'smaller', 2, 'choice'],
    ...([0, 0] as const),
    'whom the judge picks in comparison 9 (s-1 with s-2)',
  ],
  [
    ['judge', '1', 's-1', 's-2', 'greater', 1, 'lapse'],
    ...([0, 0] as const),
    'whether the judge is distracted in comparison 8 (s-2 with s-1)',
  ],
  [
    ['judge', '1', 's-1', 's-2', 'greater', 2, 'mood'],
    ...([0, 0] as const),
    "the judge's draw mood in s-2 with s-1",
  ],
  [
    ['judge-pair', '1', 'impression'],
    ...([0, 0] as const),
    'how the judge sees the two essays (one number for each pair of batch 1)',
  ],
  [
    ['judge-essay', '1', 'mood'],
    ...([0, 0] as const),
    "the judge's draw mood (one number for each essay of batch 1)",
  ],
  [
    ['judge-wave', '1', 'error-burst'],
    ...([0, 0] as const),
    'whether a wave is hit by a burst of errors (one number for each wave of batch 1)',
  ],
  [
    ['fault', 'duplicate-callback', 1, 'strikes', 'comparison.answered|c7', 1],
    ...([0.29, 0.999] as const),
    'the fault duplicate-callback strikes callback 7',
  ],
  [
    ['fault', 'duplicate-callback', 1, 'strikes', 'comparison.answered|c7', 1],
    ...([0.3, 0.1] as const),
    'the fault duplicate-callback spares callback 7',
  ],
  [
    ['fault', 'duplicate-callback', 1, 'strikes', 'comparison.answered|c7', 1],
    ...([0.5, 0.9] as const),
    'whether duplicate-callback strikes callback 7',
  ],
  [
    ['fault', 'corrupt-callback', 2, 'as', 'comparison.answered|c7', 1],
    ...([0.5, 0] as const),
    'in which way corrupt-callback garbles callback 7',
  ],
  [['ability', '1', 's-1'], 0.256, 0.5, 'how good s-1 of batch 1 is (a draw of 0.26, not 0.50)'],
  [['essay-words', '1', 's-1'], 0, 0, 'the length of the text of s-1'],
  [['essay-text', '1', 's-1'], 0, 0, 'the words of the text of s-1'],
  [['pct', 'change', 3, 1], 0.1239, 0, 'the draw pct of change, 3, 1 is 0.124'],
])('%j', (key, own, other, says) => {
  expect(drawWords(JSON.stringify(key), { own, other }, { run, words })).toBe(says);
});

test('an error of the judge is told by what it comes to', () => {
  if (plan.judge.kind !== 'profile') throw new Error('no profile');
  const { profile } = plan.judge;
  const errors = { ...profile.errors, rate: 0.25 };
  const judge = { kind: 'profile', profile: { ...profile, errors } } as const;
  const key = JSON.stringify(['judge', '1', 's-1', 's-2', 'smaller', 1, 'error']);
  const says = (own: number, other: number) =>
    drawWords(key, { own, other }, { run: { ...run, plan: { ...plan, judge } }, words });
  expect([says(0.24, 0.999), says(0.25, 0), says(0.5, 0.9)]).toEqual([
    'the judge answers comparison 7 (s-1 with s-2) with an error',
    'the judge does not answer comparison 7 (s-1 with s-2) with an error',
    'whether the judge fails in comparison 7 (s-1 with s-2)',
  ]);
});

test('what is due is a noun', () => {
  const ids = [
    ...['comparison.answered|c7', 'comparison.answered|c7#2', 'comparison.answered|c1'],
    ...['comparison.answered|c7+duplicate-callback', 'persist-next-part|consumer/2|c8+restart~1'],
    ...['persist-next-part|consumer/2|c8~1', 'persist-next-part|consumer/2|c8~9', 'continuation.due|c9'],
    ...['wave.complete|1/4', 'call.due|x', 'batch.cancel|21@5', 'comparison.requested|1/2'],
    ...['content.requested|t-1', 'content.delivered|t-1', 'decide-continuation|batch/21', 'mystery|runner/3'],
    ...['sweep-batches|monitor', 'publish-event|outbox_relay', 'nothing'],
    'xstate.after.FIRST_SWEEP.batchMonitor.starting|monitor',
  ];
  const splitting = new EntryWords({ ...run, plan: { ...plan, defects: ['lost-update'] } });
  expect(ids.map((id) => splitting.entry(id))).toEqual([
    'callback 7',
    'callback 7 (delivery 2)',
    'an unknown callback',
    'callback 7 (delivered again)',
    'the counter of callback 8 (delivered again)',
    'the counter of callback 8',
    'the rest of callback 8',
    'the continuation that callback 9 asks for',
    'the news that wave 4 is complete',
    'a call to the judge',
    'the moment when batch 21 is cancelled',
    'a message with comparisons for the judge',
    'the request for a text t-1',
    'the text t-1',
    'the moment when batch 21 decides how to go on',
    'the moment when the runner of batch 3 runs mystery',
    'the moment when the monitor looks for stuck batches',
    'the moment when the outbox relay publishes an event',
    'the moment when somebody runs nothing',
    'the timer FIRST_SWEEP of the monitor',
  ]);
  expect([actorWords('consumer/2'), actorWords('llm_provider')]).toEqual(['consumer 2', 'the llm provider']);
  expect([[], [4], [2, 9], [1, 2, 3]].map(stepsWords)).toEqual([
    'before the first step',
    'step 4',
    'steps 2 and 9',
    'steps 1, 2 and 3',
  ]);
  expect(words.legend(['callback 9 and callback 7', 'comparison 8'])).toEqual([
    '7: s-1 with s-2',
    '9: s-1 with s-2',
  ]);
});

test('a step is a sentence without its end', () => {
  const step = (made: Partial<TraceRecord>) =>
    words.step({ actor: 'batch/1', messageId: 'x', type: 'mystery', ...made } as TraceRecord);
  const answered = { actor: 'consumer/2', type: 'comparison.answered', messageId: 'comparison.answered|c7' };
  const failed = { fact: 'callback.persisted', usable: false, error_code: 'X' } as Fact;
  const parts = 'finds its comparison, stores the answer, counts it, checks whether the wave is complete';
  expect([
    step(answered),
    step({ ...answered, facts: [failed] }),
    step({ ...answered, facts: [{ fact: 'callback.ignored', why: 'late', correlation_id: 'c7' }] }),
    step({ actor: 'consumer/1', type: 'persist-next-part', messageId: 'persist-next-part|c|c8~9' }),
    step({ type: 'xstate.after.BATCH_TIMEOUT.batch.waitingCallbacks' }),
    step({ type: 'decide-continuation', decision: { decision: 'FINALIZE_SCORING' } as never }),
    step({ actor: 'llm_provider', type: 'actor.restart' }),
    step({ facts: [{ fact: 'batch.finished', status: 'COMPLETE_STABLE' }] }),
    step({ facts: [{ fact: 'anchor.resolved' } as Fact, { fact: 'event.published', topic: 't' } as Fact] }),
  ]).toEqual([
    `consumer 2 takes callback 7: ${parts}`,
    `consumer 2 takes callback 7, an error: ${parts}`,
    'consumer 2 takes callback 7, which is late, and ignores it',
    'consumer 1 goes on with callback 8: handles it',
    'the timer BATCH_TIMEOUT of batch 1 goes off',
    'batch 1 decides how to go on: FINALIZE_SCORING',
    'the llm provider starts again',
    'batch 1 runs mystery. The batch is completed: COMPLETE_STABLE',
    'batch 1 runs mystery. The event t is published',
  ]);
});

test('a decision has the steps in which it was taken and took effect, its value and the other one', () => {
  const at = (n: number, messageId: string, draws: TraceRecord['draws'] = []) =>
    ({ n, messageId, draws }) as unknown as TraceRecord;
  const key = (...parts: readonly (string | number)[]) => JSON.stringify(parts);
  const consumer = key('consumer', 'c7', 1);
  const latency = key('latency', 'comparison.answered', 'c8', 1);
  const choice = key('matching', '1', 2);
  const told: DecidedRun = {
    ...run,
    planDraws: [[choice, 0.75]],
    records: [
      at(3, 'call.due|x', [
        [consumer, 0.6],
        [latency, 0.1],
      ]),
      at(5, 'comparison.answered|c7'),
      at(6, 'comparison.answered|c8'),
      at(7, 'comparison.answered|c9'),
    ],
  };
  const draw = (name: string, baseline: string | null = null) =>
    decisionWords({ kind: 'draw', key: name }, told, baseline);
  expect(draw(consumer)).toEqual({
    ...{ says: 'callback 7 goes to consumer 2, not to consumer 1', steps: [3, 5] },
    ...{ key: consumer, value: 0.6, other: 0 },
  });
  expect(draw(latency)).toMatchObject({ steps: [3, 6], value: 0.1, other: 0.5 });
  expect(draw(choice)).toMatchObject({ steps: [], value: 0.75, other: 0.5 });
  expect(draw(consumer, 'seed').other).not.toBe(0);
  const order = (...before: readonly string[]) =>
    decisionWords({ kind: 'order', first: 'comparison.answered|c9', before }, told, null);
  expect(order('comparison.answered|c8', 'comparison.answered|c7', 'call.due|x')).toEqual({
    says: 'callback 9 comes before callback 8, callback 7 and a call to the judge, though both are due at the same moment',
    steps: [3, 5, 6, 7],
    ...{ key: null, value: null, other: null },
  });
  expect(order('comparison.answered|c8')).toMatchObject({
    says: 'callback 9 comes before callback 8, though both are due at the same moment',
    steps: [6, 7],
  });
});

test('every kind of step in the cases of the museum has words of its own', () => {
  const told = new Map<string, string>();
  for (const file of readdirSync(MUSEUM)) {
    const own = decidedRun(museumCase(file.replace('.yaml', '')), { by: 'seed' });
    const inWords = new EntryWords(own);
    for (const record of own.records) {
      const said = inWords.step(record);
      told.set(record.type, said.replace(actorWords(record.actor), 'ACTOR'));
    }
  }
  expect(told.size).toBeGreaterThan(20);
  const wordless = /^ACTOR(?! (?!runs )[a-z]|, which is)/;
  expect([...told].filter(([, says]) => wordless.test(says) || says === '')).toEqual([]);
});

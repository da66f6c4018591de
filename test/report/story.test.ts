/** The words of single steps, made up from real ones. */
import { expect, test } from 'vitest';
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import type { Fact } from '../../src/cj/facts.js';
import { explain } from '../../src/report/explain.js';
import { faultSentence } from '../../src/report/fault-sentence.js';
import { decisionsOf, type StoredWorld } from '../../src/report/stored-world.js';
import { recordsAbout, storyOf } from '../../src/report/story.js';
import { PLAIN } from '../../src/report/style.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { onlyBatch, storedRun } from './stored.js';

const world = storedRun('lower5');
const batch = onlyBatch(world);
const record = world.records().at(-1) as TraceRecord;
const step = (made: Partial<TraceRecord>): TraceRecord => {
  const { decision: _, facts: __, fault: ___, ...rest } = record;
  return { ...rest, batch: batch.label, ...made };
};
const having = (records: readonly TraceRecord[]): StoredWorld => ({
  ...world,
  records: () => records,
  recordsOf: ({ label }) => records.filter((one) => one.batch === label),
  recordsOfNone: () => records.filter((one) => one.batch === null),
});
const told = (...steps: readonly Partial<TraceRecord>[]) =>
  storyOf(steps.map(step), world.plan).map(({ says }) => says);
const persisted = (completed: number, failed: number): Fact => ({
  ...{ fact: 'callback.persisted', usable: true, error_code: null },
  ...{ completed, failed, submitted: completed + failed },
});

test('a decision begins with its occasion and with where the request came from', () => {
  const decision = decisionsOf(world, batch)[0] as DecisionRecord;
  const begins = (changed: Partial<DecisionRecord>, facts: readonly Fact[]) =>
    told({ decision: { ...decision, iteration: 3, submitted: 10, ...changed }, facts })[0]?.split(
      ' answers are in.',
    )[0];
  const from = { fact: 'request.rehydrated', from: 'original_request', iteration: 3 } as const;
  expect(begins({ callbacks_received: 10 }, [from])).toBe(
    'Wave 3 is complete. The request is rehydrated from original_request. 10 of 10',
  );
  expect(begins({ callbacks_received: 9 }, [])).toBe(
    'A continuation is due after wave 3, though answers are pending. 9 of 10',
  );
  expect(begins({ callbacks_received: 11 }, [{ ...from, from: 'batch_row' }])).toBe(
    'A continuation is due after wave 3, though more answers are in than the counter of submissions says. Warning: original_request is missing or broken, so the request is rehydrated from the batch row, without an override. 11 of 10',
  );
});

test('a decision ends with the wave that goes out, and tells no other fact of its step', () => {
  const { decision, facts = [] } = world.records().find((one) => one.decision) as TraceRecord;
  const others: readonly Fact[] = [{ fact: 'event.published', topic: 't', event_key: 'k' }];
  const [says = ''] = told({ ...(decision ? { decision } : {}), facts: [...facts, ...others] });
  expect(says).toBe(
    'Wave 1 is complete. The request is rehydrated from original_request. 2 of 2 answers are in. The cap is 60, a hard external budget: runner_override, so 58 comparisons may still be asked. There are no earlier scores to compare with. 2 of 10 possible pairs are answered. Decision: REQUEST_MORE_COMPARISONS, a coverage wave, because new pairs are left. It neither fails nor ends: enough answers are usable (at least 80 %), the scores are not stable, and neither the cap nor the total budget is used up. Wave 2 goes out: 2 comparisons (coverage, cj_retry, override 60, cap 60, source runner_override).',
  );
});

test('a fork begins between the last step that it shares and the next', () => {
  const plan = { ...world.plan, forkOf: { step: 30, digest: '', plan: world.plan } };
  const steps = [28, 29, 30, 31, 32].map((n) =>
    step({ n, facts: [{ fact: 'event.published', topic: `t${n}`, event_key: '' }] }),
  );
  expect(storyOf(steps, plan).map(({ says }) => says)).toEqual([
    ...[28, 29, 30].map((n) => `The event t${n} is published.`),
    'Here the fork begins: from now on its own settings hold.',
    ...[31, 32].map((n) => `The event t${n} is published.`),
  ]);
});

test('a stuck batch is scored or fails by its share of the budget, lost answers counted as errors', () => {
  const budget: Fact = {
    ...{ fact: 'budget.resolved', iteration: 2, source: 'runner_override' },
    ...{ cap: 10, override: 10, guardrail: 120 },
  };
  const before = {
    type: 'x',
    facts: [budget, persisted(6, 1), { fact: 'callbacks.lost', count: 1 } as Fact],
  };
  const recover = (after: string) => ({ type: 'recover-stuck', after, facts: [] });
  const last = (...steps: readonly Partial<TraceRecord>[]) => told(...steps).at(-1);
  expect(last(before, recover('projecting'))).toBe(
    '8 answers of a total budget of 10 are in, 80 %: from 80 % on a stuck batch is scored with what it has.',
  );
  expect(last(before, recover('failing'))).toBe(
    '8 answers of a total budget of 10 are in, 80 %: none of them is usable, so the stuck batch fails.',
  );
  expect(last({ ...before, facts: [budget, persisted(1, 0)] }, recover('failing'))).toBe(
    '1 answer of a total budget of 10 is in, 10 %: below 80 % a stuck batch fails.',
  );
  expect(last({ facts: [persisted(1, 1)] }, recover('failing'))).toBe(
    '2 answers: below 80 % a stuck batch fails.',
  );
  expect(told({ ...recover('waitingCallbacks') })).toEqual([]);
});

test('anchor grades are counted by tier, a fault stands before what it caused and behind what it struck', () => {
  const anchor = (tier: string) => ({ fact: 'anchor.resolved', tier }) as Fact;
  const facts = [anchor('storage_id'), anchor('known_grade'), anchor('storage_id'), persisted(1, 0)];
  const fault = ['restart: batch/1'];
  const once = 'A fault (restart): an actor loses its memory and keeps its rows.';
  const counted = 'Anchor grades are found: 1 by known_grade, 2 by storage_id.';
  expect(told({ type: 'x', facts, fault })).toEqual([`${counted} ${once}`]);
  expect(told({ type: 'publish-event', facts, fault })).toEqual([`${once} ${counted}`]);
  expect(faultSentence(['restart: a', 'pause: b', 'restart: c', 'odd: d'])).toBe(
    'A fault (restart): 2 restarts. A fault (pause): an actor stands still, and what is for it waits. A fault (odd): it strikes.',
  );
});

test('why no grade is projected is told in words', () => {
  expect(told({ facts: [{ fact: 'projection.unavailable', reason: 'null_value' }] })).toEqual([
    'Grades cannot be projected, because the score or the standard error of a ranked essay is missing (null_value). The ranking is published all the same.',
  ]);
});

test('of a step of nobody a batch hears what is about it, and its fault only at a restart', () => {
  const stuck = (batch_id: number) => ({ fact: 'batch.stuck', batch_id, idle_ms: 1 }) as Fact;
  const restarted = (actor: string) => ({ fact: 'actor.restarted', actor, state: 'x' }) as Fact;
  const own = `batch/${batch.label}`;
  const facts = [stuck(batch.id), stuck(batch.id + 1), restarted(own), restarted('batch/99')];
  const fault = ['process-crash: all'];
  const steps = [
    step({ n: 1, type: 'actor.restart', batch: null, facts, fault }),
    step({ n: 2, type: 'sweep', batch: null, facts, fault }),
    step({ n: 3, type: 'sweep', batch: null, facts: [restarted('batch/99')] }),
    step({ n: 4, type: 'x', batch: '99', facts }),
    step({ n: 5, type: 'own' }),
  ];
  const about = recordsAbout(having(steps), batch);
  expect(about.map(({ type, facts: heard, fault: struck }) => [type, heard?.length, struck])).toEqual([
    ['actor.restart', 2, fault],
    ['sweep', 2, undefined],
    ['own', undefined, undefined],
  ]);
});

test('from 40 paragraphs on the fourth of a kind and those behind it are folded, but not the last', () => {
  const errors = (codes: readonly string[]) =>
    codes.map((error_code): Partial<TraceRecord> => {
      return { facts: [{ ...persisted(0, 1), usable: false, error_code } as Fact] };
    });
  const codes = (n: number, of = 'A') => Array.from({ length: n }, (_, at) => `${of}${at + 1}`);
  const shown = (...all: readonly (readonly string[])[]) => {
    const records = errors(all.flat()).map(step);
    const lines = explain(having(records), batch, PLAIN, 80).split('\n\n');
    return lines.flatMap((line) => /error: (\w+)\.$/.exec(line)?.[1] ?? line.match(/^….*…$/) ?? []);
  };
  expect(shown(codes(39))).toEqual(codes(39));
  expect(shown(codes(40))).toEqual(['A1', 'A2', 'A3', '… 36 paragraphs like these …', 'A40']);
  expect(shown(codes(5), codes(30, 'B'), codes(7, 'C'))).toEqual([
    ...codes(5),
    ...[...codes(3, 'B'), '… 26 paragraphs like these …', 'B30'],
    ...[...codes(3, 'C'), '… 3 paragraphs like these …', 'C7'],
  ]);
});

test('steps in one moment that say the same are told once, with their number', () => {
  const error = (n: number, at: number) => ({
    at: world.plan.clockStartMs + at,
    facts: [{ ...persisted(0, n), usable: false, error_code: 'X' } as Fact],
  });
  const records = [error(1, 0), error(2, 999), error(3, 1000), error(4, 61_000)].map(step);
  const times = (...shown: readonly TraceRecord[]) =>
    explain(having(shown), batch, PLAIN, 80).match(/^\d\d:.*$/gm);
  expect(times(...records.slice(0, 2))).toEqual(['00:00:00  An answer is an error: X. (2 times)']);
  expect(times(...records)).toEqual(['00:00:00  An answer is an error: X. (4 times until 00:01:01)']);
  expect(times(...records.slice(3))).toEqual(['00:01:01  An answer is an error: X.']);
});

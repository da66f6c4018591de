import { describe, expect, test } from 'vitest';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { explain } from '../../src/report/explain.js';
import { batchNamed, readStoredWorld } from '../../src/report/stored-world.js';
import { recordsAbout, storyOf } from '../../src/report/story.js';
import { PLAIN } from '../../src/report/style.js';
import { ran } from '../checklist/ran.js';
import { planned } from '../sim/planned.js';
import { onlyBatch, storedRun } from './stored.js';

/** The story with its line breaks undone, a paragraph a line. */
function told(name: string, options = {}, width = 100): readonly string[] {
  const world = storedRun(name, options);
  return explain(world, onlyBatch(world), PLAIN, width)
    .split('\n\n')
    .map((paragraph) => paragraph.replace(/\n +/g, ' ').trim());
}

describe('the story of a batch', () => {
  const story = told('batch-21');

  test('begins with the request and the budget', () => {
    expect(story[0]).toBe('Batch 21 of batch-21, under current');
    expect(story.slice(2, 5).map((line) => line.slice(10))).toEqual([
      'The request is accepted with 12 essays; 12 anchors of the assignment join. Their texts are fetched.',
      'The net is ready: 12 student essays and 12 anchors.',
      'The budget is resolved once: asked 100, guardrail 120, cap 100, source runner_override. Wave 1 goes out: 12 comparisons (coverage, cj_comparison, override 100, cap 100, source runner_override).',
    ]);
  });

  test('has one paragraph a decision, each rehydrated from original_request', () => {
    const decisions = story.filter((line) => line.includes('Decision: '));
    expect(decisions).toHaveLength(9);
    expect(decisions.every((line) => line.includes('rehydrated from original_request'))).toBe(true);
  });

  test('says why a decision fell and why the rules before it did not', () => {
    const first = story.find((line) => line.includes('Wave 1 is complete'));
    expect(first).toContain(
      'Decision: REQUEST_MORE_COMPARISONS, a coverage wave, because new pairs are left.',
    );
    expect(first).toContain(
      'It neither fails nor ends: enough answers are usable (at least 80 %), the scores are not stable, and neither the cap nor the total budget is used up.',
    );
    const last = story.findLast((line) => line.includes('Decision: '));
    expect(last).toContain('Decision: FINALIZE_SCORING, because the budget is spent.');
    expect(last).toContain('It does not fail: enough answers are usable (at least 80 %).');
  });

  test('says once what a decision has in common with the one before', () => {
    expect(story.filter((line) => line.includes('It neither fails nor ends'))).toHaveLength(1);
    expect(story.filter((line) => line.includes('a hard external budget'))).toHaveLength(1);
    const second = story.find((line) => line.includes('Wave 2 is complete'));
    expect(second).toContain('76 of the cap of 100 may still be asked.');
    expect(story.findLast((line) => line.includes('Decision: '))).toContain('The cap of 100 is spent.');
    const failing = told('failed-comparisons').filter((line) => line.includes('It neither fails nor ends'));
    expect(failing.map((line) => /few answers are usable/.test(line))).toEqual([true, false, true, false]);
  });

  test('ends where the batch stands', () => {
    expect(story.at(-1)).toBe(
      'It stands at COMPLETED, COMPLETE_MAX_COMPARISONS: 100 submitted, 100 answered, 0 errors.',
    );
  });
});

test('a lost original_request is warned about', () => {
  const story = told('legacy-batch-19');
  expect(story.some((line) => line.includes('Warning: original_request is missing or broken'))).toBe(true);
});

test('a hundred decisions are folded, and the runaway percentage is told', () => {
  const story = told('batch-21', { policy: 'service-2025-11-16' });
  expect(story.length).toBeLessThan(50);
  expect(story.some((line) => /^… \d+ paragraphs like these …$/.test(line))).toBe(true);
  expect(story.some((line) => line.includes("That is 110 % of the last wave's size, complete"))).toBe(true);
  expect(story.at(-1)).toBe('It stands at COMPLETED, COMPLETE_STABLE: 10 submitted, 100 answered, 0 errors.');
});

test('errors and retries are told', () => {
  const story = told('failed-comparisons');
  expect(
    story.some((line) =>
      line.includes('a retry wave, because 7 failed pairs wait and no new pair can be asked.'),
    ),
  ).toBe(true);
});

test('the monitor and what it did are told', () => {
  const story = told('stuck');
  expect(story.some((line) => line.includes('and tells it that it is stuck.'))).toBe(true);
  expect(story.some((line) => line.includes('become errors CALLBACK_LOST'))).toBe(true);
});

test('a forced completion is told with the share of answers that allows it', () => {
  expect(told('forced-completion').map((line) => line.slice(10))).toContain(
    '27 answers of a total budget of 28 are in, 96 %: from 80 % on a stuck batch is scored with what it has.',
  );
});

test('one lost comparison is told as one', () => {
  expect(told('forced-completion').some((line) => line.includes('1 open comparison becomes an error'))).toBe(
    true,
  );
});

test('paragraphs in a row that say the same are told once, with their number', () => {
  expect(told('provider-outage')).toContain(
    '00:00:21  An answer is an error: SERVICE_UNAVAILABLE. (4 times)',
  );
  expect(told('rough-night')).toContain(
    '00:00:24  A callback arrives a second time and is ignored. (13 times until 00:00:40)',
  );
});

test('a crash of the whole service stands in the story of each batch', () => {
  expect(told('rough-night')).toContain(
    '00:00:20  A fault (process-crash): the process of the assessment service dies and starts again. batch/1 is restarted in state waitingCallbacks.',
  );
});

test('the circuit breaker is told from the outage to the call on trial', () => {
  const story = told('provider-outage').map((line) => line.slice(10));
  const sentences = [
    /^A fault \(provider-outage\): no call gets through .* is tried again in 1\.3 s\.$/,
    /^A fault \(provider-outage\): .* is given up after 4 tries/,
    /The circuit breaker opens after 5 failures in a row/,
    /^A call waits 58\.7 s for the circuit breaker\.$/,
    /^The call on trial gets through, so the circuit breaker closes again\.$/,
  ];
  const places = sentences.map((sentence) => story.findIndex((line) => sentence.test(line)));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a call that the rate limit holds back is told', () => {
  const story = told('lower5', { set: ['LLM_MAX_CALLS_PER_MINUTE=2'] });
  expect(story.some((line) => /A call waits .*: no more may start within a minute/.test(line))).toBe(true);
});

test('tiers of the anchor grades are counted', () => {
  const last = told('batch-21').find((line) => line.includes('Grades are projected'));
  expect(last).toContain('Anchor grades are found: 12 by known_grade.');
});

test('a fault is told with what it struck, several by their kinds', () => {
  const story = told('rough-night');
  expect(story.some((line) => line.includes('A fault (pause): 8 messages for a paused actor.'))).toBe(true);
});

test('no line is wider than asked, nor than 100 columns', () => {
  const world = storedRun('deployment');
  const widest = (width: number) =>
    Math.max(
      ...explain(world, onlyBatch(world), PLAIN, width)
        .split('\n')
        .map((line) => line.length),
    );
  expect(widest(50)).toBeLessThanOrEqual(50);
  expect(widest(160)).toBeLessThanOrEqual(100);
});

test('the defects that are switched on stand beside the policy', () => {
  const defects = ['lost-update', 'stale-coverage'];
  using world = createWorld({ plan: planned('lower5', [], { defects }) });
  world.seal(run(world));
  const stored = readStoredWorld(world.store);
  expect(explain(stored, onlyBatch(stored), PLAIN, 100).split('\n', 1)).toEqual([
    'Batch 1 of lower5, under current, with lost-update, stale-coverage',
  ]);
});

test('a batch that waits for ever is told to stand where it waits', () => {
  const world = storedRun('seed-world');
  expect(explain(world, batchNamed(world, '5'), PLAIN, 100)).toContain('It stands at WAITING_CALLBACKS');
});

test('a deployment is told where it happened, and each decision by the thresholds of its own time', () => {
  const story = told('deployment');
  expect(story[0]).toBe('Batch 1 of deployment, under service-2025-11-27, then current');
  const at = story.indexOf('00:00:04  Other code is deployed: from now on the rules are those of current.');
  expect(story[at + 1]).toContain('Wave 2 is complete');
  expect(story.filter((line) => line.includes('more than 0.05.'))).toEqual([]);
  expect(story[at + 1]).toContain('that is more than 0.025.');
});

test('a fork is told from its step on, and what came before by the settings of then', () => {
  const { world, ending } = ran('lower5');
  world.seal(ending);
  const old = readStoredWorld(world.store);
  const forkOf = { step: 30, digest: '', plan: old.plan };
  const settings = { ...old.plan.settings, SCORE_STABILITY_THRESHOLD: 3 };
  const fork = { ...old, plan: { ...old.plan, settings, forkOf } };
  const story = explain(fork, onlyBatch(fork), PLAIN, 100).replace(/\n +/g, ' ').split('\n\n');
  const at = story.findIndex((line) => line.includes('Here the fork begins'));
  expect(story.slice(0, at).join(' ')).toContain(
    '2.293 logits: not stable, because that is more than 0.025.',
  );
  expect(story.slice(at).join(' ')).toContain('4.180 logits: not stable, because that is more than 3.');
});

test('a batch that is too small says why nothing is compared', () => {
  expect(told('single-essay').join(' ')).toContain(
    'With fewer than two student essays nothing is compared and no grade is projected.',
  );
});

test('a batch that stops with budget left says that its resampling passes are used up', () => {
  const last = told('lower5').findLast((line) => line.includes('Decision: '));
  expect(last).toContain('1 resampling pass of at most 1 done.');
  expect(last).toContain(
    'because nothing is left to ask: every pair is answered, and no further resampling pass is allowed.',
  );
});

test('a batch that cannot ask more is not said to be allowed to', () => {
  expect(told('lower5').findLast((line) => line.includes('Decision: '))).toContain(
    '40 of the cap of 60 stay unused.',
  );
  const oneWave = told('lower5', { set: ['LLM_BATCHING_MODE=provider_batch_api'] });
  expect(oneWave.join(' ')).toContain('runner_override, of which 50 comparisons stay unused.');
  expect(oneWave.join(' ')).not.toContain('may still be asked');
  expect(told('four-essays').findLast((line) => line.includes('Decision: FINALIZE_SCORING'))).toContain(
    'stay unused.',
  );
});

test('where no anchor of an assignment joins, none is spoken of as joining', () => {
  expect(told('lower5')[2]).toBe(
    '00:00:00  The request is accepted with 5 essays, and no anchors of an assignment join. Their texts are fetched.',
  );
});

test('a failure names the rate that was too low, the rate that was asked for, and the cap', () => {
  const last = told('batch-33').findLast((line) => line.includes('Decision: '));
  expect(last).toContain(
    'Decision: FINALIZE_FAILURE, because the success rate of 34 % is below 80 %, and the budget is spent.',
  );
});

test('a retry that goes before new pairs says from how many on it does', () => {
  expect(
    told('batch-33').some((line) => line.includes('because from 20 failed pairs on a retry comes')),
  ).toBe(true);
});

test('a stuck batch that fails for want of a usable answer is not said to have too few', () => {
  const world = storedRun('stuck', { policy: 'service-2025-11-27' });
  const records = recordsAbout(world, onlyBatch(world)).map((record) => ({
    ...record,
    facts: (record.facts ?? []).map((fact) =>
      fact.fact === 'callback.persisted' ? { ...fact, completed: 0, failed: 38 } : fact,
    ),
  }));
  expect(storyOf(records, world.plan).map(({ says }) => says)).toContain(
    '38 answers of a total budget of 40 are in, 95 %: none of them is usable, so the stuck batch fails.',
  );
});

describe('the rules of November 2025', () => {
  const oldRules = { policy: 'service-2025-11-27' } as const;

  test('that stop at the number of pairs are not said to have spent the total budget', () => {
    const last = told('failed-comparisons', oldRules).findLast((line) => line.includes('Decision: '));
    expect(last).toContain(
      'Decision: FINALIZE_SCORING, because these rules want no more answers than the net has pairs, which is 28.',
    );
    expect(last).toContain('few answers are usable, but these rules fail no batch for that.');
  });

  test('that want more and find no pair say so once', () => {
    const last = told('four-essays', { policy: 'service-2026-02' }).findLast((line) =>
      line.includes('Decision: '),
    );
    expect(last).toContain(
      'Decision: REQUEST_MORE_COMPARISONS, but no pair can be asked: the batch stays where it is.',
    );
  });

  test('that fail a stuck batch say which share of answers was too small', () => {
    expect(told('stuck', oldRules).map((line) => line.slice(10))).toContain(
      '8 answers of a total budget of 40 are in, 20 %: below 80 % a stuck batch fails.',
    );
  });
});

/** A blame as a person reads it, in a terminal and on the page of the museum, made up. */
import { describe, expect, test } from 'vitest';
import { PLAIN } from '../../../src/report/style.js';
import { blamePage } from '../../../src/search/blame/blame-page.js';
import type { BlameReport } from '../../../src/search/blame/blame-report.js';
import { blameText } from '../../../src/search/blame/blame-text.js';
import type { Failure } from '../../../src/search/blame/failure.js';

const decision = (says: string, ...steps: readonly number[]) => ({
  ...{ says, steps, key: null, value: null, other: null, without: 'every promise is kept' },
});
const failure: Failure = {
  oracle: 'invariant',
  ...{ rule: 'counters-equal-rows', batch_state: 'SCORING' },
  ...{ says: 'completed is 3, and 2 rows are answered', step: 41, batch: '1' },
};
const some: BlameReport = {
  ...{ case: 'lost-update', seed: '7', policy: 'current', defects: ['lost-update'], failure },
  ...{ decisions: 12, verdict: 'needs_some', against: 'neutral', one_minimal: true, fails_neutral: false },
  needed: [decision('callback 5 goes to consumer 2, not to consumer 1', 30, 33)],
  other_seeds: { runs: 20, fail: 3 },
  one_by_one: { changed: 12, matter: [decision('x', 1), decision('y', 2)] },
  story: [
    { step: 9, says: 'consumer 1 takes callback 4: finds its comparison' },
    { step: 33, says: 'consumer 2 takes callback 5: finds its comparison' },
  ],
  callbacks: ['4: a with b', '5: b with c'],
  story_ends: { ...failure, step: 38, says: 'completed is 2, and 1 row is answered' },
  runs: 1,
};
const text = (changed: Partial<BlameReport> = {}, columns = 100) =>
  blameText({ ...some, ...changed }, { style: PLAIN, columns });
const flat = (changed: Partial<BlameReport>) => text(changed, 10_000);
const NEUTRAL =
  ' (median times, no fault by chance, no error of the judge, the first consumer, and the order of sending where several things are due at the same moment)';
const many = (n: number) => Array.from({ length: n }, (_, at) => decision(`decision ${at + 1}`, at + 1));

test('what failed, what it needs, how it came about and how that is known stand in this order', () => {
  expect(text()).toBe(`\
lost-update under current with lost-update, seed 7, fails at step 41:
  counters-equal-rows (invariant): completed is 3, and 2 rows are answered
  State of batch 1: SCORING

It needs one of the 12 random decisions that were taken before it; all others may be neutral (median
times, no fault by chance, no error of the judge, the first consumer, and the order of sending where
several things are due at the same moment):

  1.  Callback 5 goes to consumer 2, not to consumer 1 (steps 30 and 33).
      Without it: every promise is kept.

How it comes about in the run that has this decision alone:
  step  9  consumer 1 takes callback 4: finds its comparison
  step 33  consumer 2 takes callback 5: finds its comparison
  After step 38 counters-equal-rows is broken: completed is 2, and 1 row is answered.

Callbacks answer the comparisons of their numbers: 4: a with b; 5: b with c.

Changed one at a time while all others stay, 2 of 12 decisions make it go away. The set is 1-minimal
(ddmin): without any one of it the case does not fail in this way. 3 of 20 other seeds fail in this
way. The same way means the same oracle, rule and state of the batch. 1 run.
`);
});

test('a failure at the end names no step and no batch', () => {
  const end = { ...failure, step: null, batch: null };
  const lines = text({ defects: [], failure: end, story_ends: end, callbacks: [] }).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'lost-update under current, seed 7, fails when it has ended:',
    '  counters-equal-rows (invariant): completed is 3, and 2 rows are answered',
    '  State of the batches: SCORING',
  ]);
  expect(lines).toContain(
    '  At the end counters-equal-rows is broken: completed is 3, and 2 rows are answered.',
  );
  expect(lines.join('\n')).not.toContain('Callbacks answer');
});

describe('what it needs of chance', () => {
  test('is nothing', () => {
    const said = flat({
      verdict: 'needs_none',
      needed: [],
      decisions: 1,
      other_seeds: { runs: 20, fail: 20 },
    });
    expect(said).toContain(
      `It needs no random decision. Chance decided 1 thing before the failure; with all of them neutral${NEUTRAL} it fails in the same way, and so do 20 of 20 worlds in which another seed decides everything. The scenario and the rules alone bring it about.\n\nHow it comes about:\n`,
    );
    expect(said).toContain('2 of 12 decisions make it go away. The same way means');
  });

  test('is what another seed avoids', () => {
    const avoidable = { verdict: 'avoidable', against: 'other seed 3' } as const;
    const begins = `It needs nothing special of chance, but chance can avoid it. With all 12 random decisions neutral${NEUTRAL} it fails in the same way, and so do 1 of 1 world in which another seed decides everything. In the world of other seed 3 it does not happen. Put into that world, `;
    const seeds = { runs: 1, fail: 1 };
    expect(flat({ ...avoidable, other_seeds: seeds })).toContain(
      `${begins}this one decision of the case brings it back:\n`,
    );
    expect(flat({ ...avoidable, other_seeds: seeds, needed: many(2) })).toContain(
      `${begins}these 2 decisions of the case bring it back:\n`,
    );
  });

  test('is told as far as it is known', () => {
    const said = flat({
      ...{ one_minimal: false, needed: many(13), other_seeds: { runs: 20, fail: 11 }, runs: 2000 },
      one_by_one: { changed: 1, matter: [decision('x', 1)] },
    });
    expect(said).toContain('It needs at most 13 of the 12 random decisions that were taken before it;');
    expect(said).toContain('\n  12. Decision 12 (step 12).\n      Without it: every promise is kept.\n');
    expect(said).toContain(
      '\n  and 1 more, which --json lists\n\nHow it comes about in the run that has these decisions alone:',
    );
    expect(said).toContain(
      'Changed one at a time while all others stay, 1 of 1 decision makes it go away. The set is not shown to be 1-minimal: the runs were used up, and --runs gives more. 11 of 20 other seeds fail in this way, as most seeds take such decisions somewhere. The same way means the same oracle, rule and state of the batch. 2000 runs.\n',
    );
    const none = flat({ one_by_one: { changed: 5, matter: [] }, other_seeds: { runs: 20, fail: 10 } });
    expect(none).toContain('none of 5 decisions makes it go away.');
    expect(none).toContain(' 10 of 20 other seeds fail in this way. ');
    expect(flat({ needed: many(12) })).not.toContain('which --json lists');
  });
});

test('of a long story the last 16 steps are told', () => {
  const story = Array.from({ length: 18 }, (_, at) => ({ step: at + 1, says: `happening ${at + 1}` }));
  const told = (n: number) => text({ story: story.slice(0, n) });
  expect(told(16)).not.toContain('earlier');
  expect(told(16)).toContain(':\n  step  1  happening 1\n');
  expect(told(17)).toContain(
    ':\n  (1 earlier step that they touch: --json lists them)\n  step  2  happening 2\n',
  );
  expect(told(18)).toContain('  (2 earlier steps that they touch: --json lists them)\n  step  3  ');
  expect(told(0)).toContain('alone:\n  After step 38');
});

test('as a section of a page', () => {
  expect(blamePage(some)).toBe(`\
### lost-update

Fails at step 41: \`counters-equal-rows\` (invariant): completed is 3, and 2 rows are answered. It needs one of the 12 random decisions that were taken before it; all others may be neutral:

1. Callback 5 goes to consumer 2, not to consumer 1 (steps 30 and 33). *Without it:* every promise is kept.

How it comes about in the run that has this decision alone:

* step 9: consumer 1 takes callback 4: finds its comparison
* step 33: consumer 2 takes callback 5: finds its comparison
* after step 38: \`counters-equal-rows\` is broken: completed is 2, and 1 row is answered

Callbacks answer the comparisons of their numbers: 4: a with b; 5: b with c.

Changed one at a time while all others stay, 2 of 12 decisions make it go away. The set is 1-minimal (ddmin): without any one of it the case does not fail in this way. 3 of 20 other seeds fail in this way. The same way means the same oracle, rule and state of the batch. 1 run.
`);
  const end = { ...failure, step: null };
  const page = blamePage({ ...some, failure: end, story_ends: end, needed: many(14), callbacks: [] });
  expect(page).toContain('\n\nFails when the world has ended: `counters-equal-rows`');
  expect(page).toContain(
    '\n12. Decision 12 (step 12). *Without it:* every promise is kept.\n\nAnd 2 more: `cjsim blame lost-update --json`.\n\nHow it comes about in the run that has these decisions alone:\n',
  );
  expect(page).toContain('\n* at the end: `counters-equal-rows` is broken');
  expect(page).not.toContain('Callbacks answer');
  const none = blamePage({ ...some, verdict: 'needs_none', needed: [] });
  expect(none.split('\n\n')).toHaveLength(3);
});

/** Advice on a budget: found in a search, confirmed on other seeds, refused where a target is inflated or not measured. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { adviceJson } from '../../../src/lab/advise/advice-json.js';
import { adviceText } from '../../../src/lab/advise/advice-text.js';
import {
  type Advice,
  type AdviseOptions,
  advise,
  candidatesOf,
  withMonotoneFit,
} from '../../../src/lab/advise/advise.js';
import { wilsonInterval } from '../../../src/lab/statistics/wilson-interval.js';
import { cellWidth } from '../../../src/report/cell-width.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-advise-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options: AdviseOptions = {
  essays: 6,
  judge: 'bt',
  target: { name: 'true-correlation', value: 0.6 },
  assurance: 0.7,
  searchRuns: 12,
  confirmRuns: 30,
  workers: 1,
};
const quick = { searchRuns: 5, confirmRuns: 10 };

const REQUEST = 'request: { student_prompt: Describe., judge_rubric: Good. }\n';

/** Its path. */
function scenarioFile(name: string, more: string): string {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, `${more}\n`);
  return path;
}

test('a budget is confirmed on new seeds, and the text says how sure it is and what it costs', async () => {
  const advice = await advise(options);
  const last = advice.confirmed.at(-1);
  expect(last?.budget).toBe(advice.budget);
  // A budget near the goal is given up to four rounds.
  expect([30, 60, 90, 120]).toContain(last?.reached.n);
  expect(last?.reached.estimate).toBeGreaterThanOrEqual(0.7);
  expect(advice.searched.every(({ fitted }, k, all) => fitted >= (all[k - 1]?.fitted ?? 0))).toBe(true);
  const text = adviceText(advice, 1000);
  expect(text).toContain('over the students alone');
  expect(text).toContain(
    '6 essays and 8 anchors, as in the scenario class-60; abilities of the students normal (mean 0, SD 1.5 logits)',
  );
  expect(text).toContain('Judge bt; pairs by optimal_graph.');
  expect(text).toContain('comparisons  reach it  95 % interval  monotone');
  expect(text).toContain('seeds never used before');
  expect(text).toContain('per essay or anchor as total / n');
  expect(text).toMatch(/costs .* USD/);
  expect(text).toContain('The lower end of the confirmed share is');
  for (const columns of [60, 80, 160])
    expect(Math.max(...adviceText(advice, columns).split('\n').map(cellWidth))).toBeLessThanOrEqual(columns);
  const json = adviceJson(advice);
  expect(json).toMatchObject({ schema_version: 1, anchors: 8, nodes: 14, budget: advice.budget });
  expect(json.cost_usd).toEqual(advice.costUsd);
  expect(Object.keys(json).filter((key) => /[A-Z]/.test(key))).toEqual([]);
});

test('the interval of a mean correlation does not go beyond 1', async () => {
  const { outcome } = await advise({
    ...options,
    ...quick,
    essays: 3,
    scenario: 'lower5',
    strategy: 'random',
    target: { name: 'true-correlation', value: 0.1 },
    assurance: 0.3,
  });
  expect(outcome).toMatchObject({ estimate: expect.closeTo(0.849, 3), high: 1 });
});

test('a target that no budget reaches is said so, and nothing is called confirmed', async () => {
  const advice = await advise({ ...options, ...quick, target: { name: 'true-correlation', value: 0.99999 } });
  expect(advice.budget).toBeNull();
  const text = adviceText(advice);
  expect(text).toContain('No budget up to all pairs asked twice reaches the goal');
  expect(text).not.toContain('confirmed');
  expect(text).not.toContain('\n\n\n');
});

test('students who are alike are not called ranked because the anchors are far apart', async () => {
  const scenario = scenarioFile(
    'alike',
    `assignment:
  id: 60606060-6060-4060-8060-606060606060
  grade_scale: swedish_8_anchor
  instructions: Assess each text as a whole.
  student_prompt: Describe.
  judge_rubric: Good.
  anchors:
    - { label: low, grade: E, ability: -3 }
    - { label: middle, grade: C, ability: 0 }
    - { label: high, grade: A, ability: 3 }
essays: { generate: { count: 6, ability: { normal: { mean: 0, sd: 0.02 } } } }`,
  );
  const alike = { ...options, ...quick, scenario };
  expect((await advise(alike)).budget).toBeNull();
  const ssr = await advise({ ...alike, target: { name: 'ssr', value: 0.5 }, strategy: 'random' });
  expect(adviceText(ssr, 1000)).toMatch(
    /over students and anchors together[^!]*! The anchors are much further apart/,
  );
});

test('a target that no batch has a value of is refused, not called out of reach', async () => {
  const alone = scenarioFile('alone', `${REQUEST}essays: { generate: { count: 6 } }`);
  const graded = {
    ...options,
    ...quick,
    scenario: alone,
    target: { name: 'grade-agreement', value: 0.5 } as const,
  };
  await expect(advise(graded)).rejects.toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'no_grades' }),
  );
  const same = scenarioFile('same', `${REQUEST}essays: { generate: { count: 6, ability: 0 } }`);
  await expect(advise({ ...options, ...quick, scenario: same })).rejects.toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'never_measured' }),
  );
});

test('a pool of shares that is exactly the assurance reaches it', () => {
  const shares = [14, 17, 16, 15, 16].map((hits, k) => ({
    budget: 100 + 20 * k,
    reached: wilsonInterval(hits, 20),
    unmeasured: 0,
  }));
  const searched = withMonotoneFit(shares);
  expect(searched.map(({ fitted }) => fitted)).toEqual([0.7, 0.8, 0.8, 0.8, 0.8]);
  expect(candidatesOf(searched, 0.8)).toEqual([120, 140, 160, 180]);
});

test('a budget at which the curve passes the assurance exactly is not one more', () => {
  const searched = withMonotoneFit(
    [30, 36].map((hits, k) => ({ budget: 108 + 36 * k, reached: wilsonInterval(hits, 40), unmeasured: 0 })),
  );
  expect(candidatesOf(searched, 0.8)).toEqual([120, 132, 144]);
});

test('essays that a scenario lists are made up with their mean and SD; what cannot be made up is named', async () => {
  const advice = await advise({
    ...options,
    ...quick,
    scenario: 'eng5',
    judge: 'human',
    target: { name: 'true-correlation', value: 0.3 },
  });
  expect(advice.class).toMatchObject({
    anchors: 12,
    isListed: true,
    abilities: { normal: { mean: -1.325, sd: 2.839 } },
  });
  expect(advice.costUsd).toBeNull();
  const text = adviceText(advice, 1000);
  expect(text).toContain('with mean and SD of the essays that it lists');
  expect(text).toContain('the judge profile human has no price');
  for (const scenario of ['batch-21', 'single-essay']) {
    await expect(advise({ ...options, scenario })).rejects.toThrowError(
      expect.objectContaining({ name: 'UserError', code: 'no_class', where: '--scenario' }),
    );
  }
});

test('an assurance and shares keep the digits that tell them apart', async () => {
  const advice = await advise({ ...options, assurance: 0.5 });
  const [searched] = advice.searched;
  if (searched === undefined) throw new Error('nothing was searched');
  const { budget } = searched;
  const found = { ...searched, reached: { estimate: 1, low: 0.9964, high: 1, n: 2000 } };
  const sure: Advice = {
    ...advice,
    budget,
    searched: [found],
    confirmed: [found],
    options: { ...options, assurance: 0.999 },
  };
  const text = adviceText(sure, 1000);
  expect(text).toContain('in 99.9 % of single batches');
  expect(text).toContain('is 99.6 %, below 99.9 %');
  expect(text).toContain('No smaller budget was tried');
});

test('an SSR target is refused for pairing that depends on results, unless it is wanted so', async () => {
  const target = { name: 'ssr', value: 0.8 } as const;
  await expect(advise({ ...options, target })).rejects.toThrowError(
    expect.objectContaining({
      name: 'UserError',
      code: 'inflated_target',
      message:
        'With pairing that depends on results (optimal_graph) SSR can be too high, and a budget for ssr=0.8 too small.',
    }),
  );
  const allowed = await advise({ ...options, ...quick, target, allowInflated: true });
  expect(adviceText(allowed)).toMatch(/Advice: a budget of|No budget/);
  const random = await advise({ ...options, ...quick, target, strategy: 'random' });
  expect(random.design).not.toBe('adaptive');
});

test('interrupted, it gives no advice and says so instead of calling the goal out of reach', async () => {
  const stop = new AbortController();
  const advice = await advise({
    ...options,
    ...quick,
    signal: stop.signal,
    onBudget: () => stop.abort(),
  });
  expect([advice.budget, advice.interrupted, advice.confirmed]).toEqual([null, true, []]);
  expect(adviceText(advice)).toContain('Interrupted: there is no advice yet.');
});

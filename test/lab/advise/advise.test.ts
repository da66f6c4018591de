/** Advice on a budget: found in a search, confirmed on other seeds, refused where SSR is inflated. */
import { expect, test } from 'vitest';
import { adviceText } from '../../../src/lab/advise/advice-text.js';
import { type AdviseOptions, advise } from '../../../src/lab/advise/advise.js';

const options: AdviseOptions = {
  essays: 6,
  judge: 'bt',
  target: { name: 'true-correlation', value: 0.8 },
  assurance: 0.7,
  searchRuns: 12,
  confirmRuns: 30,
  workers: 1,
};

test('a budget is confirmed on new seeds, and the text says how sure it is and what it costs', async () => {
  const advice = await advise(options);
  const last = advice.confirmed.at(-1);
  expect(last?.budget).toBe(advice.budget);
  expect(last?.reached.n).toBe(30);
  expect(last?.reached.estimate).toBeGreaterThanOrEqual(0.7);
  expect(advice.searched.every(({ fitted }, k, all) => fitted >= (all[k - 1]?.fitted ?? 0))).toBe(true);
  const text = adviceText(advice);
  expect(text).toContain('seeds never used before');
  expect(text).toContain('per essay as total / n');
  expect(text).toMatch(/USD/);
  expect(text).toContain('The lower end of the confirmed share is');
});

test('a target that no budget reaches is said so', async () => {
  const advice = await advise({
    ...options,
    target: { name: 'true-correlation', value: 0.99999 },
    searchRuns: 5,
  });
  expect(advice.budget).toBeNull();
  expect(adviceText(advice)).toContain('No budget up to all pairs asked twice reaches the goal');
});

test('an SSR target is refused for pairing that depends on results, unless it is wanted so', async () => {
  const target = { name: 'ssr', value: 0.8 } as const;
  await expect(advise({ ...options, target })).rejects.toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'inflated_target' }),
  );
  const allowed = await advise({ ...options, target, allowInflated: true, searchRuns: 5, confirmRuns: 10 });
  expect(adviceText(allowed)).toMatch(/Advice: a budget of|No budget/);
  const random = await advise({ ...options, target, strategy: 'random', searchRuns: 5, confirmRuns: 10 });
  expect(random.design).not.toBe('adaptive');
});

test('interrupted, it gives no advice and says so instead of calling the goal out of reach', async () => {
  const stop = new AbortController();
  const advice = await advise({
    essays: 6,
    judge: 'bt',
    target: { name: 'true-correlation', value: 0.8 },
    searchRuns: 5,
    workers: 1,
    signal: stop.signal,
    onBudget: () => stop.abort(),
  });
  expect([advice.budget, advice.interrupted, advice.confirmed]).toEqual([null, true, []]);
  expect(adviceText(advice)).toContain('Interrupted: there is no advice yet.');
});

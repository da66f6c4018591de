/** The ask/tell loop: its proposals, and what it measures. */
import { expect, test } from 'vitest';
import { type StudyOptions, study } from '../../../src/lab/study/study.js';
import type { StudyPoint } from '../../../src/lab/study/study-space.js';

const options: StudyOptions = {
  scenario: 'four-essays',
  space: {
    'request.max_comparisons': { from: 2, to: 6, whole: true },
    policy: ['current', 'service-2026-02'],
  },
  runs: 3,
  workers: 1,
};

function found(seed: string): readonly { readonly x: number; readonly value: number }[] {
  const loop = study({
    ...options,
    seed,
    space: { 'settings.SCORE_STABILITY_THRESHOLD': { from: -1, to: 3 } },
  });
  return Array.from({ length: 40 }, () => {
    const point = loop.ask();
    const x = Number(point['settings.SCORE_STABILITY_THRESHOLD']);
    loop.tell(point, -((x - 0.7) ** 2));
    return { x, value: loop.best()?.value ?? Number.NaN };
  });
}

test('the first proposals cover the range, one in each part', () => {
  const first = found('cover')
    .slice(0, 4)
    .map(({ x }) => Math.floor(x + 1));
  expect(first.sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
});

test('the same seed and answers give the same proposals, and they come near the best point', () => {
  expect(found('same')).toEqual(found('same'));
  expect(found('other')).not.toEqual(found('same'));
  expect(found('same').at(-1)?.value).toBeGreaterThan(-0.01);
});

test('a point goes by its values, whatever order its keys have', () => {
  const [one, other] = [study(options), study(options)];
  for (let k = 0; k < 12; k++) {
    const point = one.ask();
    expect(other.ask()).toEqual(point);
    one.tell(point, k);
    other.tell(Object.fromEntries(Object.entries(point).reverse()), k);
  }
});

test('steps over the end of a range come back from it, and find a best point that lies there', () => {
  for (const end of [-1, 3]) {
    const key = 'settings.SCORE_STABILITY_THRESHOLD';
    const loop = study({ ...options, seed: 'end', space: { [key]: { from: -1, to: 3 } } });
    const asked = Array.from({ length: 40 }, () => {
      const point = loop.ask();
      const x = Number(point[key]);
      loop.tell(point, -Math.abs(x - end));
      return x;
    });
    expect([Math.min(...asked) >= -1, Math.max(...asked) <= 3]).toEqual([true, true]);
    // One that is stopped by the end, and does not come back, would be there again and again.
    expect(new Set(asked).size).toBe(40);
    expect(loop.best()?.value).toBeGreaterThan(-0.02);
  }
});

test('any point is measured on the same seeds', async () => {
  const loop = study(options);
  const point = { 'request.max_comparisons': 4, policy: 'current' };
  const [one, two] = [await loop.run(point), await loop.run(point)];
  expect(one.rows).toEqual(two.rows);
  expect(one.mean('comparisons')).toEqual({ estimate: 4, low: 4, high: 4, n: 3 });
  await loop.close();
});

test('a seed is no key of a space, as it would change nothing', () => {
  expect(() => study({ ...options, space: { seed: [1, 2] } })).toThrowError(
    expect.objectContaining({ code: 'seed_not_varied', where: 'space: seed' }),
  );
});

test('an empty space and a value that is no number are user errors', () => {
  const ports = () => process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort');
  const before = ports();
  expect(() => study({ ...options, space: {}, workers: 2 })).toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'empty_space' }),
  );
  // No thread is left behind.
  expect(ports()).toEqual(before);
  const loop = study(options);
  expect(() => loop.tell(loop.ask(), Number.NaN)).toThrowError(
    expect.objectContaining({ name: 'UserError', code: 'bad_value' }),
  );
});

test('a range of whole numbers has each of them as often, and none beyond its ends', () => {
  const range = { from: 9.6, to: 12.4, whole: true };
  const loop = study({ ...options, space: { 'request.max_comparisons': range }, covering: 3000 });
  const counts = new Map<unknown, number>();
  for (let k = 0; k < 3000; k++) {
    const point = loop.ask();
    if (k < 20) loop.tell(point, 0);
    const value = point['request.max_comparisons'];
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toEqual({ 10: 1000, 11: 1000, 12: 1000 });
  expect(() => loop.tell({ 'request.max_comparisons': 10.5 }, 0)).toThrow(
    'a point that is none of its space',
  );
});

test('the mean of a share has the interval of a share', async () => {
  const loop = study(options);
  const { mean } = await loop.run({ 'request.max_comparisons': 4, policy: 'current' });
  expect(mean('completed')).toMatchObject({ estimate: 1, high: 1, n: 3 });
  expect(mean('completed')?.low).toBeCloseTo(0.4385, 4);
  await loop.close();
});

test('what is no point of a scenario is refused where its user wrote it', async () => {
  const loop = study(options);
  const run = (point: unknown) => loop.run(point as StudyPoint);
  await expect(run(undefined)).rejects.toThrow('run() of a study takes a point, and this is none');
  await expect(run({ nope: 1 })).rejects.toMatchObject({ where: 'run(): nope' });
  const other = study({ ...options, set: { nope: 1 } });
  await expect(other.run({})).rejects.toMatchObject({ where: 'study(): set.nope' });
  await loop.close();
  await other.close();
});

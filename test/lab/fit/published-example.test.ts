import { describe, expect, test } from 'vitest';
import { fit } from '../../../src/lab/fit/fit.js';
import { fitText } from '../../../src/lab/fit/fit-text.js';
import { publishedExample } from './published-example.js';

/** sirt stops its iteration at 1e-4, so that its last printed digit may differ. */
const TOLERANCE = 1.5e-4;

function near(found: Iterable<number | null>, expected: readonly number[], tolerance = TOLERANCE): void {
  const values = [...found];
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => {
    expect(Math.abs((value ?? Number.NaN) - (expected[i] ?? Number.NaN))).toBeLessThan(tolerance);
  });
}

describe('the example published with Kinnear, Jones & Davies (2025)', () => {
  const { fits } = fit(publishedExample());
  const btm = fits.get('btm');
  const full = fit(publishedExample(), { estimators: ['btm'], se: 'full' }).fits.get('btm');

  test('abilities and standard errors are those of sirt', () => {
    near(btm?.theta ?? [], [2.3651, 0.9825, -0.3899, -2.9577]);
    near(btm?.se ?? [], [0.4384, 0.357, 0.3961, 0.6815]);
  });

  test('reliability and both separations are those of sirt', () => {
    const { ssr = null, sepG = null, raschSeparation = null } = btm?.reliability ?? {};
    near([ssr, sepG, raschSeparation], [0.95435, 4.68, 4.572], 5e-4);
  });

  test('infit and outfit are those of sirt', () => {
    near(btm?.misfit.map(({ infit }) => infit) ?? [], [1.15, 0.543, 0.636, 0.981], 1e-3);
    // The specification prints 5.926 for D; its other seven figures and the formula, worked out apart, give 5.726.
    near(btm?.misfit.map(({ outfit }) => outfit) ?? [], [6.517, 0.385, 0.699, 5.726], 2e-3);
  });

  test('standard errors with covariances are smaller, and their reliability greater', () => {
    near(full?.se ?? [], [0.3821, 0.3067, 0.3057, 0.5316]);
    near([full?.reliability?.ssr ?? null], [0.9701]);
  });

  test('the first line of the report says so, with the spread and the mean of the errors', () => {
    const firstLine = (se: 'own' | 'full') =>
      fitText(fit(publishedExample(), { se, design: 'fixed' }), undefined, 400).split('\n', 1)[0];
    expect(firstLine('own')).toBe(
      'SSR 0.954 (btm, design: fixed); separation G 4.68 as sirt prints it, Rasch separation 4.57; SD 2.27 and mean SE 0.47 logits.',
    );
    expect(firstLine('full')).toMatch(
      /^SSR 0\.970 \(btm with full standard errors, .* SD 2\.27 and mean SE 0\.38 logits\.$/,
    );
  });
});

/** How a distribution is written in a scenario or a profile, and what is refused. */
import * as z from 'zod';
import type { Distribution } from './distribution.js';

/** What is drawn or worked out from it has to stay a number: a spread of 1e300 draws Infinity. */
export const MOST_MAGNITUDE = 1e12;
export const boundedNumber = z.number().min(-MOST_MAGNITUDE).max(MOST_MAGNITUDE);
/** At least 0. */
export const boundedAmount = z.number().min(0).max(MOST_MAGNITUDE);
const positive = z.number().positive().max(MOST_MAGNITUDE);
/** Of a logarithm: a factor of e to the 20th at one standard deviation. */
const logSpread = z.number().min(0).max(20);

const uniform = z
  .tuple([boundedNumber, boundedNumber])
  .readonly()
  .refine(([low, high]) => low <= high, { message: 'the lower bound comes first' });

const normal = z
  .strictObject({
    mean: boundedNumber,
    sd: boundedAmount,
    min: boundedNumber.exactOptional(),
    max: boundedNumber.exactOptional(),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    message: 'min is greater than max',
  });

export const distributionSchema: z.ZodType<Distribution> = z
  .union(
    [
      boundedNumber,
      z.strictObject({ constant: boundedNumber }),
      z.strictObject({ uniform }),
      z.strictObject({ normal }),
      z.strictObject({ lognormal: z.strictObject({ median: positive, sigma: logSpread }) }),
      z.strictObject({ exponential: z.strictObject({ mean: positive }) }),
    ],
    {
      error: () =>
        'not a distribution: write a number, {constant: x}, {uniform: [low, high]}, {normal: {mean, sd, min?, max?}}, ' +
        '{lognormal: {median, sigma}} or {exponential: {mean}}',
    },
  )
  .describe(
    'A number, or a distribution that one is drawn from: { constant: x }, { uniform: [low, high] }, ' +
      '{ normal: { mean, sd, min, max } } (min and max may be left out), { lognormal: { median, sigma } } or { exponential: { mean } }',
  );

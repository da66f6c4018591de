/** The scale of a fit: every item in order with its 95 % interval. */
import * as Plot from '@observablehq/plot';
import { widestOf } from '../../report/cell-width.js';
import { counted, fixed } from '../../report/words-of.js';
import { type EstimatorFit, leadOf } from '../fit/estimator-fit.js';
import type { Fit } from '../fit/fit.js';
import { partNumbers } from '../fit/part-numbers.js';
import { shortNames } from '../short-names.js';
import { COLOURS } from './colours.js';
import type { LegendEntry, Picture } from './draw-svg.js';

/** Items up to this many have their names on the axis, cut to so many letters. */
const MOST_NAMED = 50;
const MOST_LETTERS = 28;
/** Pixels that a letter of a name takes to the left and down: 7 at the angle of the names. */
const ANGLE = -60;
const LETTER_LEFT = 3.7;
const LETTER_DOWN = 6.3;
/** Of the plot without the names. */
const HEIGHT = 400;
/** Items up to this many are all drawn; of more, which would cover each other, one in so many. */
const MOST_DRAWN = 1000;
/** Items beyond this many have small dots, and pale bars where these have the dots' colours. */
const MOST_LARGE = 200;
/** Parts of the net up to this many have a colour of their own; the smaller ones share grey. */
const MOST_COLOURS = 6;
const GREY = '#777777';

export function fitPicture(fit: Fit): Picture | null {
  const { table, fits, n, connectivity } = fit;
  const fitted = leadOf(fits);
  if (fitted === undefined) return null;
  const parts = partNumbers(table.items, connectivity.parts);
  const points = table.items
    .map((id, i) => ({
      id,
      theta: fitted.theta[i] ?? 0,
      se: fitted.se[i] ?? 0,
      n: n[i] ?? 0,
      colour: colourOf(parts[i] ?? 1),
    }))
    .filter(({ se }) => Number.isFinite(se))
    .sort((a, b) => a.theta - b.theta)
    .map((point, rank) => ({
      ...point,
      rank: rank + 1,
      low: point.theta - 1.96 * point.se,
      high: point.theta + 1.96 * point.se,
    }));
  const step = Math.ceil(points.length / MOST_DRAWN);
  const drawn = points.filter(({ rank }) => (rank - 1) % step === 0 || rank === points.length);
  const isNamed = points.length <= MOST_NAMED;
  const named = isNamed ? points.map(({ id }) => id) : [];
  const names = shortNames(named, MOST_LETTERS);
  const letters = widestOf([...names.values()]);
  const isWhole = connectivity.parts.length === 1;
  return {
    title: `Scores of ${counted(points.length, 'item')} (${fitted.estimator})`,
    subtitle: subtitle(fit, fitted, step),
    legend: legend(fit),
    options: {
      ...(isNamed
        ? {
            height: HEIGHT + LETTER_DOWN * letters,
            marginLeft: Math.max(56, 20 + LETTER_LEFT * letters),
            marginBottom: 50 + LETTER_DOWN * letters,
          }
        : {}),
      x: {
        label: isNamed ? 'items, worst to best' : 'items, from the worst (1) to the best',
        labelAnchor: 'center',
        ...(isNamed
          ? {
              ticks: points.map(({ rank }) => rank),
              tickFormat: (rank: number) => names.get(points[rank - 1]?.id ?? '') ?? '',
              tickRotate: ANGLE,
            }
          : {}),
      },
      y: { label: 'ability (logits)', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: '#999' }),
        Plot.ruleX(drawn, {
          x: 'rank',
          y1: 'low',
          y2: 'high',
          stroke: isWhole ? '#56B4E9' : 'colour',
          strokeWidth: 1.5,
          strokeOpacity: isWhole || points.length <= MOST_LARGE ? 1 : 0.4,
        }),
        Plot.dot(drawn, { x: 'rank', y: 'theta', fill: 'colour', r: points.length > MOST_LARGE ? 1.5 : 3 }),
      ],
    },
  };
}

function subtitle({ table, fits, design, connectivity }: Fit, fitted: EstimatorFit, step: number): string {
  const ssr = fitted.reliability?.ssr;
  const { parts, strong_parts } = connectivity;
  const errors = fitted.standardErrors === 'full' ? ' with full standard errors' : '';
  return [
    counted(table.decisions.length, 'comparison'),
    ...(fits.get('btm')?.hasScale === false
      ? ['btm has no scores, as the net is too one-sided for a finite scale']
      : []),
    ...(typeof ssr === 'number' ? [`SSR ${fixed(ssr, 3)}${errors}, design ${design}`] : []),
    ...(parts.length > 1
      ? [`scores of different parts of the net (${parts.length}) are not comparable`]
      : []),
    ...(strong_parts.length > parts.length
      ? [
          `scores of different groups (${strong_parts.length}), between which all wins go one way, are not comparable`,
        ]
      : []),
    ...(step > 1 ? [`one item in ${step} is drawn`] : []),
    'bars: ±1.96 SE',
  ].join('; ');
}

function legend({ connectivity: { parts } }: Fit): readonly LegendEntry[] {
  if (parts.length === 1) return [];
  const named = parts
    .slice(0, MOST_COLOURS)
    .map((ids, k) => ({ name: `part ${k + 1} (${counted(ids.length, 'item')})`, colour: colourOf(k + 1) }));
  return parts.length > MOST_COLOURS
    ? [...named, { name: `${parts.length - MOST_COLOURS} other parts`, colour: GREY }]
    : named;
}

function colourOf(part: number): string {
  return part > MOST_COLOURS ? GREY : (COLOURS[part - 1] ?? GREY);
}

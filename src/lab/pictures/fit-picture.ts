/** The scale of a fit: every item in order with its 95 % interval. */
import * as Plot from '@observablehq/plot';
import type { Fit } from '../fit/fit.js';
import type { Picture } from './draw-svg.js';

/** Items up to this many have their names on the axis, cut to so many letters. */
const MOST_NAMED = 50;
const MOST_LETTERS = 20;

export function fitPicture({ table, fits, n, design }: Fit): Picture | null {
  const fitted = fits.get('btm') ?? [...fits.values()][0];
  if (fitted === undefined) return null;
  const points = table.items
    .map((id, i) => ({ id, theta: fitted.theta[i] ?? 0, se: fitted.se[i] ?? 0, n: n[i] ?? 0 }))
    .filter(({ se }) => Number.isFinite(se))
    .sort((a, b) => a.theta - b.theta)
    .map((point, rank) => ({
      ...point,
      rank: rank + 1,
      low: point.theta - 1.96 * point.se,
      high: point.theta + 1.96 * point.se,
    }));
  const isNamed = points.length <= MOST_NAMED;
  const ssr = fitted.reliability?.ssr;
  const about = ssr === null || ssr === undefined ? '' : `; SSR ${ssr.toFixed(3)}, design ${design}`;
  return {
    title: `Scores of ${points.length} items (${fitted.estimator})`,
    subtitle: `${table.decisions.length} comparisons${about}; bars: ±1.96 SE`,
    options: {
      ...(isNamed
        ? { marginBottom: 50 + 6 * Math.min(MOST_LETTERS, Math.max(...points.map(({ id }) => id.length))) }
        : {}),
      x: {
        label: isNamed ? 'items, worst to best' : 'rank, worst to best',
        labelAnchor: 'center',
        ...(isNamed
          ? {
              ticks: points.map(({ rank }) => rank),
              tickFormat: (rank: number) => points[rank - 1]?.id.slice(0, MOST_LETTERS) ?? '',
              tickRotate: -60,
            }
          : {}),
      },
      y: { label: 'ability (logits)', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: '#999' }),
        Plot.ruleX(points, { x: 'rank', y1: 'low', y2: 'high', stroke: '#56B4E9', strokeWidth: 1.5 }),
        Plot.dot(points, { x: 'rank', y: 'theta', fill: '#0072B2', r: points.length > 200 ? 1.5 : 3 }),
      ],
    },
  };
}

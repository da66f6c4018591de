/** Which rule ended the batches: a panel a reason, a bar an arm, with Wilson's interval of the share. */
import * as Plot from '@observablehq/plot';
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import { armAxis } from './arm-pictures.js';
import { armPoints } from './arm-points.js';
import { COLOURS } from './colours.js';
import type { Picture } from './draw-svg.js';

const STOPS = [
  ['stopped_stable', 'stability rule'],
  ['stopped_budget', 'budget'],
  ['stopped_other', 'other'],
  ['failed', 'failed'],
] as const;

/** Reasons that ended no run have no panel. */
export function stopPicture(arms: readonly ArmSummary[], about: string): Picture {
  const panels = STOPS.map(([outcome, series]) => armPoints(arms, outcome, { series })).filter((points) =>
    points.some(({ value }) => value > 0),
  );
  const points = panels.flat();
  const { marginLeft, tickFormat } = armAxis(arms);
  const place = { fx: 'series', y: 'arm' };
  return {
    title: 'Which rule ended the batches',
    subtitle: about,
    options: {
      height: 100 + 26 * arms.length,
      marginTop: 34,
      marginLeft,
      fx: { label: null, domain: panels.map(([first]) => first?.series ?? ''), padding: 0.12 },
      x: { label: 'share of runs', labelAnchor: 'center', domain: [0, 1], ticks: [0, 0.5, 1], grid: true },
      y: { label: null, domain: arms.map(({ arm }) => arm), tickFormat },
      marks: [
        Plot.barX(points, { ...place, x: 'value', fill: COLOURS[5] ?? '', insetTop: 3, insetBottom: 3 }),
        Plot.ruleX([0]),
        Plot.ruleY(points, { ...place, x1: 'low', x2: 'high', stroke: COLOURS[0] ?? '', strokeWidth: 2 }),
        Plot.dot(points, { ...place, x: 'value', fill: COLOURS[0] ?? '', r: 4 }),
      ],
    },
  };
}

/** Cost against accuracy, with the Pareto front: what no other arm beats in both. */
import * as Plot from '@observablehq/plot';
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import { type ArmPoint, armPoints, outcomeAxis } from './arm-points.js';
import { COLOURS, type Picture } from './draw-svg.js';
import { paretoFront } from './pareto-front.js';

const [ON_FRONT = '', LINE = ''] = COLOURS;
const BEATEN = '#777';
/** More arms on the front than this, or longer names, have numbers there and their names above. */
const MOST_NAMED = 8;
const MOST_LETTERS = 30;

interface CostPoint extends ArmPoint {
  readonly cost: number;
  readonly costLow: number;
  readonly costHigh: number;
}

/** null where arms do not differ in cost, or where no truth is known. */
export function paretoPicture(arms: readonly ArmSummary[], about: string): Picture | null {
  const points = costPoints(arms);
  if (new Set(points.map(({ cost }) => cost)).size < 2) return null;
  const front = paretoFront(points);
  const beaten = points.filter((point) => !front.includes(point));
  const names = front.map((point) => namesAt(points, point));
  const isNumbered = front.length > MOST_NAMED || names.some((name) => name.length > MOST_LETTERS);
  const key = isNumbered ? `. ${names.map((name, k) => `${k + 1}: ${name}`).join('; ')}` : '';
  const middle =
    (Math.min(...points.map(({ cost }) => cost)) + Math.max(...points.map(({ cost }) => cost))) / 2;
  return {
    title: 'Cost against accuracy',
    subtitle: `${about}; the line is the Pareto front, arms that it beats are grey${key}`,
    options: {
      insetRight: 20,
      insetLeft: 20,
      insetTop: 20,
      x: { label: 'comparisons submitted (mean)', labelAnchor: 'center', grid: true },
      y: { label: outcomeAxis('true_correlation'), labelAnchor: 'top', grid: true },
      marks: [
        Plot.line(front, { x: 'cost', y: 'value', stroke: LINE, curve: 'step-after' }),
        ...crosses(beaten, BEATEN),
        ...crosses(front, ON_FRONT),
        ...(isNumbered
          ? namedPoints(
              front,
              front.map((_, k) => String(k + 1)),
              Number.POSITIVE_INFINITY,
            )
          : namedPoints(front, names, middle)),
      ],
    },
  };
}

function costPoints(arms: readonly ArmSummary[]): readonly CostPoint[] {
  return arms.flatMap((arm) => {
    const [cost] = armPoints([arm], 'comparisons');
    const [point] = armPoints([arm], 'true_correlation', { series: 'arms' });
    return cost === undefined || point === undefined
      ? []
      : [{ ...point, cost: cost.value, costLow: cost.low, costHigh: cost.high }];
  });
}

/** A dot with the intervals of both means. */
function crosses(points: readonly CostPoint[], colour: string): readonly Plot.Markish[] {
  return [
    Plot.ruleX(points, { x: 'cost', y1: 'low', y2: 'high', stroke: colour, strokeWidth: 1.5 }),
    Plot.ruleY(points, { y: 'value', x1: 'costLow', x2: 'costHigh', stroke: colour, strokeWidth: 1.5 }),
    Plot.dot(points, { x: 'cost', y: 'value', fill: colour, r: 4 }),
  ];
}

/** Arms that stand at the very same place share it. */
function namesAt(points: readonly CostPoint[], { cost, value }: CostPoint): string {
  return points
    .filter((other) => other.cost === cost && other.value === value)
    .map(({ arm }) => arm)
    .join(' = ');
}

/** Names where the step line leaves room: below left of the middle, above right of it. */
function namedPoints(
  front: readonly CostPoint[],
  names: readonly string[],
  middle: number,
): readonly Plot.Markish[] {
  const named = front.map((point, k) => ({ ...point, name: names[k] ?? '' }));
  const common = { x: 'cost', y: 'value', text: 'name', fontSize: 11, stroke: 'white', fill: '#222' };
  return [
    Plot.text(
      named.filter(({ cost }) => cost < middle),
      { ...common, textAnchor: 'start', dx: 8, dy: 12 },
    ),
    Plot.text(
      named.filter(({ cost }) => cost >= middle),
      { ...common, textAnchor: 'end', dx: -8, dy: -12 },
    ),
  ];
}

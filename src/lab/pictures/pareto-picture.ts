/** Cost against accuracy, with the Pareto front: what no other arm beats in both; one at each level of `within`. */
import * as Plot from '@observablehq/plot';
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import type { Experiment } from '../sweep/experiment-schema.js';
import { factorLabel } from '../sweep/factor-label.js';
import { DODGE } from './arm-pictures.js';
import { type ArmPoint, armPoints, outcomeAxis } from './arm-points.js';
import { COLOURS, type Picture } from './draw-svg.js';
import { paretoFront } from './pareto-front.js';

/** Of the only front. */
const [, LINE = ''] = COLOURS;
const BEATEN = '#777';
/** More arms on the front than this, or longer names, have numbers there and their names above. */
const MOST_NAMED = 8;
const MOST_LETTERS = 30;

interface CostPoint extends ArmPoint {
  readonly cost: number;
  readonly costLow: number;
  readonly costHigh: number;
}

/** Arms that are compared with each other: those at one level of `within`, or all. */
interface Level {
  readonly name: string;
  readonly front: readonly CostPoint[];
  readonly beaten: readonly CostPoint[];
}

/** null where arms do not differ in cost, where no truth is known, and for more levels of `within` than colours. */
export function paretoPicture(
  experiment: Experiment,
  arms: readonly ArmSummary[],
  about: string,
): Picture | null {
  const points = costPoints(arms);
  if (new Set(points.map(({ cost }) => cost)).size < 2) return null;
  const levels = levelsOf(experiment, arms, points);
  if (levels.length > COLOURS.length) return null;
  const { within } = experiment;
  const front = levels.flatMap((level) => level.front);
  const names = front.map((point) => namesAt(points, point));
  const isNumbered = front.length > MOST_NAMED || names.some((name) => name.length > MOST_LETTERS);
  const key = isNumbered ? `. ${names.map((name, k) => `${k + 1}: ${name}`).join('; ')}` : '';
  const middle =
    (Math.min(...points.map(({ cost }) => cost)) + Math.max(...points.map(({ cost }) => cost))) / 2;
  const lines =
    levels.length > 1 && within !== undefined
      ? `each line is the Pareto front within one level of ${factorLabel(experiment, within)}, and arms that it beats are hollow`
      : 'the line is the Pareto front, arms that it beats are grey';
  return {
    title: 'Cost against accuracy',
    subtitle: `${about}; ${lines}${key}`,
    legend: levels.map(({ name }, k) => ({ name, colour: COLOURS[k] ?? '' })),
    options: {
      insetRight: 20,
      insetLeft: 20,
      insetTop: 20,
      x: { label: 'comparisons submitted (mean)', labelAnchor: 'center', grid: true },
      y: { label: outcomeAxis('true_correlation'), labelAnchor: 'top', grid: true },
      marks: [
        ...frontMarks(levels),
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

function levelsOf(
  experiment: Experiment,
  arms: readonly ArmSummary[],
  points: readonly CostPoint[],
): readonly Level[] {
  const nameOf = new Map(arms.map((arm) => [arm.arm, levelName(experiment, arm)]));
  return [...new Set(points.map(({ arm }) => nameOf.get(arm) ?? ''))].map((name) => {
    const own = points.filter(({ arm }) => nameOf.get(arm) === name);
    const front = paretoFront(own);
    return { name, front, beaten: own.filter((point) => !front.includes(point)) };
  });
}

function levelName(experiment: Experiment, { set }: ArmSummary): string {
  const { within } = experiment;
  if (within === undefined) return '';
  const level = set[within];
  return typeof level === 'string'
    ? level
    : `${factorLabel(experiment, within)} ${JSON.stringify(level ?? null)}`;
}

/** One front has a line of its own colour and grey arms below it; each of several is of one colour. */
function frontMarks(levels: readonly Level[]): readonly Plot.Markish[] {
  const isOne = levels.length === 1;
  return levels.flatMap(({ front, beaten }, k) => {
    const colour = COLOURS[k] ?? '';
    const dx = (k - (levels.length - 1) / 2) * DODGE;
    return [
      Plot.line(front, { x: 'cost', y: 'value', stroke: isOne ? LINE : colour, curve: 'step-after', dx }),
      ...crosses(beaten, isOne ? { colour: BEATEN, dx } : { colour, fill: 'white', dx }),
      ...crosses(front, { colour, dx }),
    ];
  });
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

interface Cross {
  readonly colour: string;
  /** Of the dot. */
  readonly fill?: string;
  readonly dx: number;
}

/** A dot with the intervals of both means. */
function crosses(points: readonly CostPoint[], { colour, fill, dx }: Cross): readonly Plot.Markish[] {
  const bar = { stroke: colour, strokeWidth: 1.5, dx };
  const ring = fill === undefined ? {} : { stroke: colour, strokeWidth: 1.5 };
  return [
    Plot.ruleX(points, { ...bar, x: 'cost', y1: 'low', y2: 'high' }),
    Plot.ruleY(points, { ...bar, y: 'value', x1: 'costLow', x2: 'costHigh' }),
    Plot.dot(points, { x: 'cost', y: 'value', fill: fill ?? colour, r: 4, dx, ...ring }),
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

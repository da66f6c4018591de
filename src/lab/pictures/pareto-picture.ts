/** Cost against accuracy, with the Pareto front: what no other arm beats in both; one at each level of `within`. */
import * as Plot from '@observablehq/plot';
import { counted } from '../../report/words-of.js';
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import type { Experiment } from '../sweep/experiment-schema.js';
import { factorLabel, levelText } from '../sweep/factor-label.js';
import { DODGE, extentOf } from './arm-pictures.js';
import { type ArmPoint, armPoints, outcomeAxis } from './arm-points.js';
import { COLOURS, inColourOrder } from './colours.js';
import { NO_BREAK, type Picture } from './draw-svg.js';
import { paretoFront } from './pareto-front.js';
import { dotShape } from './shapes.js';

/** Of the only front. */
const [, LINE = ''] = COLOURS;
const BEATEN = '#777';
/** More arms on the front than this, or longer names, have numbers there and their names above. */
const MOST_NAMED = 8;
const MOST_LETTERS = 30;
/** Costs that differ by a greater factor stand on a logarithmic axis. */
const LOG_FROM = 10;

interface CostPoint extends ArmPoint {
  readonly cost: number;
  readonly costLow: number;
  readonly costHigh: number;
}

/** Arms that are compared with each other: those at one level of `within`, or all. */
interface Level {
  readonly name: string;
  readonly colour: string;
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
  const key = isNumbered ? `. ${numberKey(levels, names)}` : '';
  const costs = points.map(({ cost }) => cost);
  const [cheapest, dearest] = [Math.min(...costs), Math.max(...costs)];
  const isLog = cheapest > 0 && dearest > LOG_FROM * cheapest;
  const place = costScale(cheapest, dearest, isLog);
  const height = Math.max(...points.map(({ high }) => high)) - Math.min(...points.map(({ low }) => low));
  const isDodged = shareCosts(levels, place);
  const lines =
    levels.length > 1 && within !== undefined
      ? `${isDodged ? 'levels of about one cost stand side by side; ' : ''}each line is the Pareto front within one level of ${factorLabel(experiment, within)}, and arms that it beats are hollow`
      : 'the line is the Pareto front, arms that it beats are grey and hollow';
  return {
    title: 'Cost against accuracy',
    subtitle: `${about}; ${lines}${undrawnWords(experiment, arms, points)}${key}`,
    legend: levels.map(({ name, colour }) => ({ name, colour, dot: 'full' })),
    options: {
      insetRight: 20,
      insetLeft: 20,
      insetTop: 20,
      insetBottom: 20,
      x: {
        label: `comparisons submitted (mean${isLog ? ', logarithmic scale' : ''})`,
        labelAnchor: 'center',
        grid: true,
        ...(isLog ? { type: 'log', tickFormat: ',' } : {}),
      },
      y: { label: outcomeAxis('true_correlation'), labelAnchor: 'top', grid: true, ...extentOf(points) },
      marks: [
        ...frontMarks(levels, isDodged ? DODGE : 0),
        ...namedPoints(
          front.map((point, k) => ({ ...point, name: isNumbered ? String(k + 1) : (names[k] ?? '') })),
          (point) => (isNumbered ? isCrowded(point, { front, place, height }) : place(point.cost) >= 0.5),
        ),
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
  const drawn = points.map(({ arm }) => nameOf.get(arm) ?? '');
  return inColourOrder([...nameOf.values()], drawn).flatMap((name, k) => {
    const own = points.filter(({ arm }) => nameOf.get(arm) === name);
    const front = paretoFront(own);
    const beaten = own.filter((point) => !front.includes(point));
    return own.length === 0 ? [] : [{ name, colour: COLOURS[k] ?? '', front, beaten }];
  });
}

function levelName(experiment: Experiment, { set }: ArmSummary): string {
  const { within } = experiment;
  return within === undefined ? '' : levelText(experiment, within, set[within]);
}

/** Arms without a true correlation, of two essays for example, leave no trace: how many, and at which levels. */
function undrawnWords(
  experiment: Experiment,
  arms: readonly ArmSummary[],
  points: readonly CostPoint[],
): string {
  const drawn = new Set(points.map(({ arm }) => arm));
  const undrawn = arms.filter(({ arm }) => !drawn.has(arm));
  if (undrawn.length === 0) return '';
  const { within } = experiment;
  const names = new Set(undrawn.map((arm) => (within === undefined ? arm.arm : levelName(experiment, arm))));
  const which = names.size > MOST_NAMED ? '' : ` (${[...names].join(', ')})`;
  return `; not drawn: ${counted(undrawn.length, 'arm')} without a true correlation${which}`;
}

/** What the numbers on the fronts stand for: `essays 3: 1 = passes 0, 2 = passes 1; essays 4: 3 = passes 0`. */
function numberKey(levels: readonly Level[], names: readonly string[]): string {
  let before = 0;
  return levels
    .map(({ name, front }) => {
      const arms = names
        .slice(before, before + front.length)
        .map((arm, k) => `${before + k + 1} = ${withoutLevel(arm, name)}`.replaceAll(' ', NO_BREAK));
      before += front.length;
      return name === '' ? arms.join('; ') : `${name}: ${arms.join(', ')}`;
    })
    .join('; ');
}

/** The name of an arm, itself where nothing else would be left of it. */
function withoutLevel(arm: string, level: string): string {
  const parts = arm.split(', ').filter((part) => part !== level);
  return parts.length === 0 ? arm : parts.join(', ');
}

/** Whether dots of two levels would stand on each other; elsewhere a dot stands at its very cost. */
function shareCosts(levels: readonly Level[], place: (cost: number) => number): boolean {
  const places = levels.map(({ front, beaten }) => [...front, ...beaten].map(({ cost }) => place(cost)));
  const isNear = (one: number, other: number) => Math.abs(one - other) < CROWDED.dots;
  return places.some((own, k) =>
    places.slice(k + 1).some((more) => own.some((at) => more.some((to) => isNear(at, to)))),
  );
}

/** One front has a line of its own colour and grey arms below it; each of several is of one colour. What is beaten is hollow. */
function frontMarks(levels: readonly Level[], dodge: number): readonly Plot.Markish[] {
  const isOne = levels.length === 1;
  return levels.flatMap(({ front, beaten, colour }, k) => {
    const dx = (k - (levels.length - 1) / 2) * dodge;
    const symbol = dotShape(colour);
    return [
      Plot.line(front, { x: 'cost', y: 'value', stroke: isOne ? LINE : colour, curve: 'step-after', dx }),
      ...crosses(beaten, { colour: isOne ? BEATEN : colour, symbol, fill: 'white', dx }),
      ...crosses(front, { colour, symbol, dx }),
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
  readonly symbol: ReturnType<typeof dotShape>;
  readonly fill?: string;
  readonly dx: number;
}

/** A dot with the intervals of both means. */
function crosses(points: readonly CostPoint[], { colour, symbol, fill, dx }: Cross): readonly Plot.Markish[] {
  const bar = { stroke: colour, strokeWidth: 1.5, dx };
  const ring = fill === undefined ? {} : { stroke: colour, strokeWidth: 1.5 };
  return [
    Plot.ruleX(points, { ...bar, x: 'cost', y1: 'low', y2: 'high' }),
    Plot.ruleY(points, { ...bar, y: 'value', x1: 'costLow', x2: 'costHigh' }),
    Plot.dot(points, { x: 'cost', y: 'value', symbol, fill: fill ?? colour, r: 4, dx, ...ring }),
  ];
}

/** Arms that stand at the very same place share it. */
function namesAt(points: readonly CostPoint[], { cost, value }: CostPoint): string {
  return points
    .filter((other) => other.cost === cost && other.value === value)
    .map(({ arm }) => arm)
    .join(' and ');
}

/** Where a cost stands on its axis, from 0 to 1. */
function costScale(cheapest: number, dearest: number, isLog: boolean): (cost: number) => number {
  return isLog
    ? (cost) => Math.log(cost / cheapest) / Math.log(dearest / cheapest)
    : (cost) => (cost - cheapest) / (dearest - cheapest);
}

/** Of the width and of the height of the picture: where the number of one point would stand on that of another, dots on dots. */
const CROWDED = { width: 0.03, height: 0.06, dots: 0.01 };

/** Whether its number would stand on that of a point to its right, or of one below it at the same cost. */
function isCrowded(point: CostPoint, { front, place, height }: Crowd): boolean {
  return front.some((other) => {
    const right = place(other.cost) - place(point.cost);
    const up = point.value - other.value;
    if (Math.abs(up) > CROWDED.height * height) return false;
    return (right > 0 && right < CROWDED.width) || (right === 0 && up > 0);
  });
}

interface Crowd {
  readonly front: readonly CostPoint[];
  /** Where a cost stands, from 0 to 1. */
  readonly place: (cost: number) => number;
  /** Of the vertical axis, intervals included. */
  readonly height: number;
}

interface NamedPoint extends CostPoint {
  readonly name: string;
}

/** Names where the step line leaves room: below right of a point, or above left of it. */
function namedPoints(
  points: readonly NamedPoint[],
  isAbove: (point: NamedPoint) => boolean,
): readonly Plot.Markish[] {
  const common = { x: 'cost', y: 'value', text: 'name', fontSize: 11, stroke: 'white', fill: '#222' };
  return [
    Plot.text(
      points.filter((point) => !isAbove(point)),
      { ...common, textAnchor: 'start', dx: 8, dy: 12 },
    ),
    Plot.text(points.filter(isAbove), { ...common, textAnchor: 'end', dx: -8, dy: -12 }),
  ];
}

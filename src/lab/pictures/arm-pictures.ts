/** The two layouts of pictures over arms: one line an arm, or lines against a number. */
import * as Plot from '@observablehq/plot';
import { widestOf } from '../../report/cell-width.js';
import { shortNames } from '../short-names.js';
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import type { ArmPoint } from './arm-points.js';
import { COLOURS, inColourOrder } from './colours.js';
import type { LegendEntry, Picture } from './draw-svg.js';
import { dotShape } from './shapes.js';

export interface ByArm {
  readonly title: string;
  readonly subtitle: string;
  readonly arms: readonly ArmSummary[];
  readonly label: string;
  readonly points: readonly ArmPoint[];
}

/** One line an arm, names readable at any length. */
export function byArm({ title, subtitle, arms, label, points }: ByArm): Picture {
  const colours = coloursOf(points);
  const series = [...colours.keys()];
  const { marginLeft, tickFormat } = armAxis(arms);
  const dodge = (point: ArmPoint): number =>
    series.length < 2 ? 0 : (series.indexOf(point.series) - (series.length - 1) / 2) * 8;
  return {
    title,
    subtitle,
    legend: legendOf(colours),
    options: {
      height: 90 + 30 * arms.length,
      marginLeft,
      x: { label, labelAnchor: 'right', grid: true, ...extentOf(points) },
      y: { label: null, type: 'point', domain: arms.map(({ arm }) => arm), tickFormat },
      marks: points.flatMap((point) => {
        const stroke = colours.get(point.series) ?? '';
        const place = { y: 'arm', dy: dodge(point) };
        return [
          Plot.ruleY([point], { ...place, x1: 'low', x2: 'high', stroke, strokeWidth: 2 }),
          valueMark([point], { ...place, x: 'value', stroke, isHollow: false, r: 4, rotate: -90 }),
        ];
      }),
    },
  };
}

export interface Lines {
  readonly title: string;
  readonly subtitle: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly points: readonly ArmPoint[];
  /** Of all arms, those without a point too: they keep their colours. */
  readonly hues: readonly string[];
  /** Points that no line joins. */
  readonly isCloud?: boolean;
  /** Drawn dashed and hollow, so that they differ in more than colour, or from the other series of their hue at all. */
  readonly dashed?: (series: string) => boolean;
}

/** Pixels between the bars of two series at one place. */
export const DODGE = 5;

/** Pixels at least beside the first and the last place. */
const LEAST_INSET = 16;

/** A line a series; bars of one place stand side by side. */
export function lines({
  title,
  subtitle,
  xLabel,
  yLabel,
  points,
  hues,
  isCloud = false,
  dashed,
}: Lines): Picture {
  const colours = coloursOf(points, hues);
  const series = [...colours.keys()];
  const inset = Math.max(LEAST_INSET, ((series.length - 1) / 2) * DODGE + 8);
  const places = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  return {
    title,
    subtitle,
    legend: legendOf(colours, dashed).map((entry) => (isCloud ? { ...entry, isDashed: false } : entry)),
    options: {
      insetLeft: inset,
      insetRight: inset,
      insetTop: 8,
      insetBottom: 8,
      x: { label: xLabel, labelAnchor: 'center', ...(places.length <= 10 ? { ticks: places } : {}) },
      y: { label: yLabel, labelAnchor: 'top', grid: true, nice: true, ...extentOf(points) },
      marks: [...colours].flatMap(([name, stroke], k) => {
        const own = points.filter((point) => point.series === name).sort((a, b) => a.x - b.x);
        const isDashed = dashed?.(name) === true;
        const dx = (k - (series.length - 1) / 2) * DODGE;
        return [
          ...(isCloud
            ? []
            : [
                Plot.line(own, {
                  x: 'x',
                  y: 'value',
                  stroke,
                  dx,
                  ...(isDashed ? { strokeDasharray: '5 4' } : {}),
                }),
              ]),
          Plot.ruleX(own, { x: 'x', y1: 'low', y2: 'high', stroke, strokeWidth: 2, dx }),
          valueMark(own, { x: 'x', y: 'value', stroke, isHollow: isDashed, r: 3.5, rotate: 180, dx }),
        ];
      }),
    },
  };
}

interface ValueMark extends Pick<Plot.DotOptions, 'x' | 'y' | 'dx' | 'dy' | 'r'> {
  readonly stroke: string;
  readonly isHollow: boolean;
  /** Degrees by which the triangle of a value beyond the scale is turned from pointing up. */
  readonly rotate: number;
}

/** A dot of the shape of its colour at each value, hollow or not; one that lies beyond the scale is a hollow triangle at its edge. */
function valueMark(
  points: readonly ArmPoint[],
  { stroke, isHollow, rotate, ...place }: ValueMark,
): Plot.Markish {
  const beyond = points.filter(({ isBeyond }) => isBeyond === true);
  return [
    Plot.dot(
      points.filter((point) => !beyond.includes(point)),
      { ...place, stroke, fill: isHollow ? 'white' : stroke, symbol: dotShape(stroke) },
    ),
    Plot.dot(beyond, { ...place, stroke, fill: 'white', symbol: 'triangle', rotate }),
  ];
}

/** Room around one number that all arms share without a spread: on a scale of no extent its bar would fill the picture. */
export function extentOf(points: readonly ArmPoint[]): { readonly domain?: readonly [number, number] } {
  const low = Math.min(...points.map((point) => point.low));
  const high = Math.max(...points.map((point) => point.high));
  if (low !== high) return {};
  const room = Math.abs(low) / 10 || 1;
  return { domain: [low - room, high + room] };
}

function legendOf(
  colours: ReadonlyMap<string, string>,
  dashed: Lines['dashed'] = () => false,
): readonly LegendEntry[] {
  return [...colours].map(([name, colour]) => {
    const isOther = dashed(name);
    return { name, colour, dot: isOther ? 'hollow' : 'full', isDashed: isOther };
  });
}

/** By series, those of one hue side by side. */
function coloursOf(points: readonly ArmPoint[], hues: readonly string[] = []): ReadonlyMap<string, string> {
  const ordered = inColourOrder(hues, points.map(hueOf));
  return new Map(
    ordered.flatMap((hue, k) =>
      points
        .filter((point) => hueOf(point) === hue)
        .map(({ series }) => [series, COLOURS[k % COLOURS.length] ?? '']),
    ),
  );
}

function hueOf({ hue, series }: ArmPoint): string {
  return hue ?? series;
}

const MOST_LETTERS = 40;

/** The names of arms beside a picture, and room for them. */
export function armAxis(arms: readonly ArmSummary[]): {
  readonly marginLeft: number;
  readonly tickFormat: (arm: string) => string;
} {
  const names = shortNames(
    arms.map(({ arm }) => arm),
    MOST_LETTERS,
  );
  const longest = widestOf([...names.values()]);
  return { marginLeft: 28 + 7.4 * longest, tickFormat: (arm) => names.get(arm) ?? arm };
}

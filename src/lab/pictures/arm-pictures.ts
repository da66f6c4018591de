/** The two layouts of pictures over arms: one line an arm, or lines against a number. */
import * as Plot from '@observablehq/plot';
import { shortNames } from '../short-names.js';
import type { ArmSummary } from '../sweep/analyse-sweep.js';
import type { ArmPoint } from './arm-points.js';
import { COLOURS, type LegendEntry, type Picture } from './draw-svg.js';

export interface ByArm {
  readonly title: string;
  readonly subtitle: string;
  readonly arms: readonly ArmSummary[];
  readonly label: string;
  readonly points: readonly ArmPoint[];
}

/** One line an arm, names readable at any length. */
export function byArm({ title, subtitle, arms, label, points }: ByArm): Picture {
  const series = [...new Set(points.map((point) => point.series))];
  const { marginLeft, tickFormat } = armAxis(arms);
  const dodge = (point: ArmPoint): number =>
    series.length < 2 ? 0 : (series.indexOf(point.series) - (series.length - 1) / 2) * 8;
  return {
    title,
    subtitle,
    legend: legendOf(points),
    options: {
      height: 90 + 30 * arms.length,
      marginLeft,
      x: { label, labelAnchor: 'right', grid: true, ...extentOf(points) },
      y: { label: null, type: 'point', domain: arms.map(({ arm }) => arm), tickFormat },
      marks: points.flatMap((point) => {
        const stroke = colourOf(points, point.series);
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
  /** Points that no line joins. */
  readonly isCloud?: boolean;
  /** Drawn dashed and hollow: they share their hue with another series, or differ from it in more than colour. */
  readonly dashed?: (series: string) => boolean;
}

/** Pixels between the bars of two series at one place. */
export const DODGE = 5;

/** A line a series; bars of one place stand side by side. */
export function lines({ title, subtitle, xLabel, yLabel, points, isCloud = false, dashed }: Lines): Picture {
  const series = [...new Set(points.map((point) => point.series))];
  const places = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  return {
    title,
    subtitle,
    legend: legendOf(points, isCloud ? undefined : dashed),
    options: {
      insetLeft: 16,
      insetRight: 16,
      insetTop: 8,
      insetBottom: 8,
      x: { label: xLabel, labelAnchor: 'center', ...(places.length <= 10 ? { ticks: places } : {}) },
      y: { label: yLabel, labelAnchor: 'top', grid: true, nice: true, ...extentOf(points) },
      marks: series.flatMap((name, k) => {
        const own = points.filter((point) => point.series === name).sort((a, b) => a.x - b.x);
        const stroke = colourOf(points, name);
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

/** A dot at each value; one that lies beyond the scale is a hollow triangle at its edge. */
function valueMark(
  points: readonly ArmPoint[],
  { stroke, isHollow, rotate, ...place }: ValueMark,
): Plot.Markish {
  const beyond = points.filter(({ isBeyond }) => isBeyond === true);
  return [
    Plot.dot(
      points.filter((point) => !beyond.includes(point)),
      { ...place, stroke, fill: isHollow ? 'white' : stroke },
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
  points: readonly ArmPoint[],
  dashed: Lines['dashed'] = () => false,
): readonly LegendEntry[] {
  return [...new Set(points.map(({ series }) => series))].map((name) => ({
    name,
    colour: colourOf(points, name),
    isDashed: dashed(name),
  }));
}

function colourOf(points: readonly ArmPoint[], name: string): string {
  const hues = [...new Set(points.map(hueOf))];
  const own = points.find(({ series }) => series === name);
  return COLOURS[(own === undefined ? 0 : hues.indexOf(hueOf(own))) % COLOURS.length] ?? '';
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
  const longest = Math.max(0, ...[...names.values()].map((name) => name.length));
  return { marginLeft: 28 + 7.4 * longest, tickFormat: (arm) => names.get(arm) ?? arm };
}

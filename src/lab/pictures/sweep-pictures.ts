/** The pictures of a sweep, each with its intervals: what was asked, reliability, cost, stop reasons, grades. */
import * as Plot from '@observablehq/plot';
import type { ArmSummary, SweepAnalysis } from '../sweep/analyse-sweep.js';
import type { Experiment } from '../sweep/experiment-schema.js';
import { OUTCOMES, type OutcomeName } from '../sweep/outcome-list.js';
import { COLOURS, type Picture } from './draw-svg.js';
import { paretoFront } from './pareto-front.js';

export interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

export function sweepPictures(experiment: Experiment, { arms }: SweepAnalysis): readonly NamedPicture[] {
  const about = `${experiment.name}: ${arms.length} arms × ${arms[0]?.runs ?? 0} runs; bars are 95 % intervals`;
  const known = (outcome: OutcomeName): boolean => arms.some(({ outcomes }) => outcomes.has(outcome));
  return [
    { name: 'outcome', picture: outcomePicture(experiment, arms, about) },
    ...(known('true_r2') ? [{ name: 'reliability', picture: reliabilityPicture(arms, about) }] : []),
    ...(known('true_correlation') && known('comparisons')
      ? [{ name: 'pareto', picture: paretoPicture(arms, about) }]
      : []),
    { name: 'stop-reasons', picture: stopPicture(arms, about) },
    ...(known('oracle_exact') ? [{ name: 'grades', picture: gradePicture(arms, about) }] : []),
  ];
}

interface Point {
  readonly arm: string;
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly series: string;
}

function points(
  arms: readonly ArmSummary[],
  outcome: OutcomeName,
  series: string,
  xOf?: XOf,
): readonly Point[] {
  return arms.flatMap((arm) => {
    const found = arm.outcomes.get(outcome);
    const x = xOf?.(arm) ?? 0;
    if (found === undefined || !Number.isFinite(x)) return [];
    const low = Number.isFinite(found.low) ? found.low : found.estimate;
    const high = Number.isFinite(found.high) ? found.high : found.estimate;
    return [{ arm: arm.arm, x, value: found.estimate, low, high, series }];
  });
}

type XOf = (arm: ArmSummary) => number;

const comparisonsOf: XOf = (arm) => arm.outcomes.get('comparisons')?.estimate ?? Number.NaN;

/** The outcome by arm, or against a numeric factor where the experiment names one. */
function outcomePicture(experiment: Experiment, arms: readonly ArmSummary[], about: string): Picture {
  const { outcome, x } = experiment;
  const title = `${experiment.title}`;
  const label = `${outcome} (${OUTCOMES[outcome].unit})`;
  const isNumeric = x !== undefined && arms.every(({ set }) => typeof set[x] === 'number');
  if (!isNumeric)
    return byArm({ title, subtitle: about, arms, label, rows: points(arms, outcome, outcome), series: [] });
  const others = (arm: ArmSummary): string =>
    Object.entries(arm.set)
      .flatMap(([key, value]) =>
        key === x ? [] : [typeof value === 'string' ? value : `${key.split('.').at(-1)} ${String(value)}`],
      )
      .join(', ') || outcome;
  const rows = arms.flatMap((arm) => points([arm], outcome, others(arm), () => Number(arm.set[x])));
  return lines({ title, subtitle: about, xLabel: x, yLabel: label, rows });
}

/** SSR beside what it claims to be: the gap is the lie. */
function reliabilityPicture(arms: readonly ArmSummary[], about: string): Picture {
  const rows = [...points(arms, 'true_r2', 'true r²'), ...points(arms, 'ssr', 'SSR (btm)')];
  return byArm({
    title: 'SSR and true correlation squared',
    subtitle: about,
    arms,
    label: 'share of variance',
    rows,
    series: ['true r²', 'SSR (btm)'],
  });
}

function paretoPicture(arms: readonly ArmSummary[], about: string): Picture {
  const rows = points(arms, 'true_correlation', 'arms', comparisonsOf);
  const front = paretoFront(rows.map((row) => ({ ...row, cost: row.x })));
  return {
    title: 'Cost against accuracy',
    subtitle: `${about}; the line is the Pareto front`,
    options: {
      x: { label: 'comparisons submitted (mean)', labelAnchor: 'center', grid: true },
      y: { label: 'true correlation (btm)', grid: true },
      marks: [
        Plot.line(front, { x: 'cost', y: 'value', stroke: COLOURS[1] ?? '', curve: 'step-after' }),
        Plot.ruleX(rows, { x: 'x', y1: 'low', y2: 'high', stroke: COLOURS[5] ?? '' }),
        Plot.dot(rows, { x: 'x', y: 'value', fill: COLOURS[0] ?? '', r: 4 }),
        Plot.text(rows.length <= 6 ? front : [], {
          x: 'cost',
          y: 'value',
          text: 'arm',
          dy: -12,
          fontSize: 11,
          textAnchor: 'end',
        }),
      ],
    },
  };
}

const STOPS = [
  ['stopped_stable', 'stability rule'],
  ['stopped_budget', 'budget'],
  ['stopped_other', 'other'],
  ['failed', 'failed'],
] as const;

function stopPicture(arms: readonly ArmSummary[], about: string): Picture {
  const rows = STOPS.flatMap(([outcome, series]) => points(arms, outcome, series));
  return {
    title: 'Which rule ended the batches',
    subtitle: about.replace('bars are 95 % intervals', 'shares of runs'),
    series: STOPS.map(([, series]) => series),
    options: {
      height: 80 + 26 * arms.length,
      marginLeft: marginFor(arms),
      x: { label: 'share of runs', labelAnchor: 'center', domain: [0, 1], grid: true },
      y: { label: null, domain: arms.map(({ arm }) => arm) },
      marks: [Plot.barX(rows, { y: 'arm', x: 'value', fill: 'series' }), Plot.ruleX([0])],
    },
  };
}

function gradePicture(arms: readonly ArmSummary[], about: string): Picture {
  const rows = [
    ...points(arms, 'oracle_exact', 'same grade'),
    ...points(arms, 'oracle_adjacent', 'at most one step away'),
  ];
  const series = ['same grade', 'at most one step away'];
  return byArm({
    title: 'Agreement with the grades at true abilities',
    subtitle: about,
    arms,
    label: 'share of students',
    rows,
    series,
  });
}

interface ByArm {
  readonly title: string;
  readonly subtitle: string;
  readonly arms: readonly ArmSummary[];
  readonly label: string;
  readonly rows: readonly Point[];
  readonly series: readonly string[];
}

/** One line an arm, names readable at any length. */
function byArm({ title, subtitle, arms, label, rows, series }: ByArm): Picture {
  const dodge = (row: Point): number =>
    series.length < 2 ? 0 : (series.indexOf(row.series) - (series.length - 1) / 2) * 8;
  const colour = (row: Point): string => COLOURS[Math.max(0, series.indexOf(row.series))] ?? '';
  return {
    title,
    subtitle,
    series,
    options: {
      height: 90 + 30 * arms.length,
      marginLeft: marginFor(arms),
      x: { label, labelAnchor: 'center', grid: true },
      y: { label: null, type: 'point', domain: arms.map(({ arm }) => arm) },
      marks: rows.flatMap((row) => [
        Plot.ruleY([row], {
          y: 'arm',
          x1: 'low',
          x2: 'high',
          stroke: colour(row),
          strokeWidth: 2,
          dy: dodge(row),
        }),
        Plot.dot([row], { y: 'arm', x: 'value', fill: colour(row), r: 4, dy: dodge(row) }),
      ]),
    },
  };
}

interface Lines {
  readonly title: string;
  readonly subtitle: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly rows: readonly Point[];
}

function lines({ title, subtitle, xLabel, yLabel, rows }: Lines): Picture {
  const series = [...new Set(rows.map((row) => row.series))];
  return {
    title,
    subtitle,
    series,
    options: {
      x: { label: xLabel, labelAnchor: 'center' },
      y: { label: yLabel, grid: true },
      marks: [
        Plot.line(rows, { x: 'x', y: 'value', stroke: 'series', z: 'series' }),
        Plot.ruleX(rows, { x: 'x', y1: 'low', y2: 'high', stroke: 'series', strokeWidth: 2 }),
        Plot.dot(rows, { x: 'x', y: 'value', fill: 'series', r: 3.5 }),
      ],
    },
  };
}

function marginFor(arms: readonly ArmSummary[]): number {
  return Math.min(320, 28 + 7.4 * Math.max(...arms.map(({ arm }) => arm.length)));
}

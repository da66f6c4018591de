/** The pictures of a sweep, each with its intervals: what was asked, reliability, cost, stop reasons, grades. */
import * as Plot from '@observablehq/plot';
import type { ArmSummary, SweepAnalysis } from '../sweep/analyse-sweep.js';
import type { Experiment } from '../sweep/experiment-schema.js';
import { factorLabel } from '../sweep/factor-label.js';
import type { OutcomeName } from '../sweep/outcome-list.js';
import { armAxis, byArm, lines, shortName } from './arm-pictures.js';
import { type ArmPoint, armPoints, outcomeAxis, type PointOptions } from './arm-points.js';
import { COLOURS, type Picture } from './draw-svg.js';
import { paretoFront } from './pareto-front.js';

export interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

export function sweepPictures(experiment: Experiment, { arms }: SweepAnalysis): readonly NamedPicture[] {
  const about = `${experiment.name}: ${arms.length} arms × ${arms[0]?.runs ?? 0} runs; bars are 95 % intervals`;
  const known = (outcome: OutcomeName): boolean => arms.some(({ outcomes }) => outcomes.has(outcome));
  const given = { experiment, arms, about };
  return [
    { name: 'outcome', picture: outcomePicture(given) },
    ...(known('true_r2') ? [{ name: 'reliability', picture: reliabilityPicture(given) }] : []),
    ...(known('true_correlation') && known('comparisons')
      ? [{ name: 'pareto', picture: paretoPicture(given) }]
      : []),
    { name: 'stop-reasons', picture: stopPicture(given) },
    ...(known('oracle_exact') ? [{ name: 'grades', picture: gradePicture(given) }] : []),
  ];
}

interface Given {
  readonly experiment: Experiment;
  readonly arms: readonly ArmSummary[];
  readonly about: string;
}

type Series = readonly (readonly [outcome: OutcomeName, name: string])[];

/** Against the factor on the horizontal axis, where the experiment names one that is a number in every arm. */
function againstX(
  { experiment: { x, labels }, arms }: Given,
  series: Series,
): { readonly label: string; readonly points: readonly ArmPoint[] } | null {
  if (x === undefined || !arms.every(({ set }) => typeof set[x] === 'number')) return null;
  const others = (arm: ArmSummary): string =>
    Object.entries(arm.set)
      .filter(([key]) => key !== x)
      .map(([key, value]) =>
        typeof value === 'string' ? value : `${factorLabel({ labels }, key)} ${JSON.stringify(value)}`,
      )
      .join(', ');
  const place: PointOptions['x'] = (arm) => Number(arm.set[x]);
  const points = arms.flatMap((arm) =>
    series.flatMap(([outcome, name]) => {
      const parts = [others(arm), ...(series.length > 1 ? [name] : [])].filter((part) => part !== '');
      return armPoints([arm], outcome, { series: parts.join(': ') || name, x: place });
    }),
  );
  const count = new Set(points.map((point) => point.series)).size;
  return count > COLOURS.length ? null : { label: factorLabel({ labels }, x), points };
}

function outcomePicture(given: Given): Picture {
  const { experiment, arms, about } = given;
  const { outcome, title } = experiment;
  const label = outcomeAxis(outcome);
  const found = againstX(given, [[outcome, outcome]]);
  if (found !== null) {
    return lines({ title, subtitle: about, xLabel: found.label, yLabel: label, points: found.points });
  }
  return byArm({ title, subtitle: about, arms, label, points: armPoints(arms, outcome), series: [outcome] });
}

const TRUTH = 'true r²';
const SSR = 'SSR (btm)';

/** SSR beside what it claims to be, against the budget where that is varied: the gap is the lie. */
function reliabilityPicture(given: Given): Picture {
  const { arms, about } = given;
  const title = 'SSR and the true correlation squared that it claims to be';
  const found = againstX(given, [
    ['true_r2', TRUTH],
    ['ssr', SSR],
  ]);
  if (found !== null) {
    return lines({
      title,
      subtitle: `${about}; SSR is dashed`,
      xLabel: found.label,
      yLabel: 'reliability (share of variance)',
      points: found.points,
      dashed: (series) => series.endsWith(SSR),
    });
  }
  return byArm({
    title,
    subtitle: about,
    arms,
    label: 'reliability (share of variance)',
    points: [...armPoints(arms, 'true_r2', { series: TRUTH }), ...armPoints(arms, 'ssr', { series: SSR })],
    series: [TRUTH, SSR],
  });
}

const MOST_NAMED = 8;

function paretoPicture({ arms, about }: Given): Picture {
  const points = armPoints(arms, 'true_correlation', {
    series: 'arms',
    x: (arm) => arm.outcomes.get('comparisons')?.estimate ?? Number.NaN,
  });
  const front = paretoFront(points.map((point) => ({ ...point, cost: point.x })));
  return {
    title: 'Cost against accuracy',
    subtitle: `${about}; the line is the Pareto front`,
    options: {
      insetRight: 20,
      insetLeft: 20,
      insetTop: 20,
      x: { label: 'comparisons submitted (mean)', labelAnchor: 'center', grid: true },
      y: { label: outcomeAxis('true_correlation'), labelAnchor: 'top', grid: true },
      marks: [
        Plot.line(front, { x: 'cost', y: 'value', stroke: COLOURS[1] ?? '', curve: 'step-after' }),
        Plot.ruleX(points, { x: 'x', y1: 'low', y2: 'high', stroke: COLOURS[0] ?? '', strokeWidth: 1.5 }),
        Plot.dot(points, { x: 'x', y: 'value', fill: COLOURS[0] ?? '', r: 4 }),
        ...(front.length <= MOST_NAMED ? namesOf(front) : []),
      ],
    },
  };
}

/** Names where the step line leaves room: below on the left half, above on the right half. */
function namesOf(front: readonly (ArmPoint & { readonly cost: number })[]): readonly Plot.Markish[] {
  const costs = front.map(({ cost }) => cost);
  const middle = (Math.min(...costs) + Math.max(...costs)) / 2;
  const text = ({ arm }: ArmPoint): string => shortName(arm);
  const common = { x: 'cost', y: 'value', text, fontSize: 11, stroke: 'white', fill: '#222' };
  return [
    Plot.text(
      front.filter(({ cost }) => cost < middle),
      { ...common, textAnchor: 'start', dx: 8, dy: 12 },
    ),
    Plot.text(
      front.filter(({ cost }) => cost >= middle),
      { ...common, textAnchor: 'end', dx: -8, dy: -12 },
    ),
  ];
}

const STOPS = [
  ['stopped_stable', 'stability rule'],
  ['stopped_budget', 'budget'],
  ['stopped_other', 'other'],
  ['failed', 'failed'],
] as const;

function stopPicture({ arms, about }: Given): Picture {
  const points = STOPS.flatMap(([outcome, series]) => armPoints(arms, outcome, { series }));
  return {
    title: 'Which rule ended the batches',
    subtitle: about.replace('bars are 95 % intervals', 'shares of runs'),
    series: STOPS.map(([, series]) => series),
    options: {
      height: 80 + 26 * arms.length,
      ...armAxis(arms),
      x: { label: 'share of runs', labelAnchor: 'center', domain: [0, 1], grid: true },
      y: { label: null, domain: arms.map(({ arm }) => arm), tickFormat: shortName },
      marks: [Plot.barX(points, { y: 'arm', x: 'value', fill: 'series' }), Plot.ruleX([0])],
    },
  };
}

function gradePicture({ arms, about }: Given): Picture {
  const series = ['same grade', 'at most one step away'] as const;
  return byArm({
    title: 'Agreement with the grades at true abilities',
    subtitle: about,
    arms,
    label: 'share of students',
    points: [
      ...armPoints(arms, 'oracle_exact', { series: series[0] }),
      ...armPoints(arms, 'oracle_adjacent', { series: series[1] }),
    ],
    series,
  });
}

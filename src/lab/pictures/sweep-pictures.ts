/** The pictures of a sweep, each with its intervals: what was asked, reliability, cost, stop reasons, grades. */
import type { ArmSummary, SweepAnalysis } from '../sweep/analyse-sweep.js';
import type { Experiment } from '../sweep/experiment-schema.js';
import { factorLabel } from '../sweep/factor-label.js';
import type { OutcomeName } from '../sweep/outcome-list.js';
import { byArm, lines } from './arm-pictures.js';
import { type ArmPoint, armPoints, outcomeAxis, type PointOptions } from './arm-points.js';
import { COLOURS, type Picture } from './draw-svg.js';
import { paretoPicture } from './pareto-picture.js';
import { stopPicture } from './stop-picture.js';

export interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

export function sweepPictures(experiment: Experiment, { arms }: SweepAnalysis): readonly NamedPicture[] {
  const about = `${experiment.name}: ${arms.length} arms × ${arms[0]?.runs ?? 0} runs; bars are 95 % intervals`;
  const known = (outcome: OutcomeName): boolean => arms.some(({ outcomes }) => outcomes.has(outcome));
  const given = { experiment, arms, about };
  const named = (name: string, picture: Picture | null): readonly NamedPicture[] =>
    picture === null ? [] : [{ name, picture }];
  return [
    { name: 'outcome', picture: outcomePicture(given) },
    ...(known('true_r2') ? [{ name: 'reliability', picture: reliabilityPicture(given) }] : []),
    ...named('pareto', paretoPicture(arms, about)),
    { name: 'stop-reasons', picture: stopPicture(arms, about) },
    ...(known('oracle_exact') ? [{ name: 'grades', picture: gradePicture(given) }] : []),
  ];
}

interface Given {
  readonly experiment: Experiment;
  readonly arms: readonly ArmSummary[];
  readonly about: string;
}

type SeriesName = string | ((arm: ArmSummary) => string);
type Series = readonly (readonly [outcome: OutcomeName, name: SeriesName])[];

/** Against the factor on the horizontal axis, where the experiment names one that is a number in every arm. */
function againstX(
  { experiment: { x, x_unit, labels }, arms }: Given,
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
      const own = typeof name === 'string' ? (series.length > 1 ? name : '') : name(arm);
      const parts = [others(arm), own].filter((part) => part !== '');
      return armPoints([arm], outcome, { series: parts.join(': ') || outcome, x: place });
    }),
  );
  const count = new Set(points.map((point) => point.series)).size;
  const unit = x_unit === undefined || x_unit === factorLabel({ labels }, x) ? '' : ` (${x_unit})`;
  return count > COLOURS.length ? null : { label: `${factorLabel({ labels }, x)}${unit}`, points };
}

/** Every SSR says its design, in pictures too. */
function designOf({ ssrDesign }: ArmSummary): string {
  return `${ssrDesign} design`;
}

function outcomePicture(given: Given): Picture {
  const { experiment, arms, about } = given;
  const { outcome, title } = experiment;
  const label = outcomeAxis(outcome);
  const series = outcome === 'ssr' || outcome === 'ssr_gap' ? designOf : outcome;
  const found = againstX(given, [[outcome, series]]);
  if (found !== null) {
    return lines({ title, subtitle: about, xLabel: found.label, yLabel: label, points: found.points });
  }
  return byArm({ title, subtitle: about, arms, label, points: armPoints(arms, outcome, { series }) });
}

const TRUTH = 'true r²';
const SSR = 'SSR (btm)';
/** Of a handful of essays SSR may be any number below 0; so far down it is drawn and no farther. */
const LEAST_SSR = -0.5;

/** SSR beside what it claims to be, against the budget where that is varied: the gap is the lie. */
function reliabilityPicture(given: Given): Picture {
  const { arms, about } = given;
  const title = 'SSR and the true correlation squared that it claims to be';
  const ssrOf = (arm: ArmSummary): string => `${SSR}, ${designOf(arm)}`;
  const label = 'reliability (share of variance)';
  const found = againstX(given, [
    ['true_r2', TRUTH],
    ['ssr', ssrOf],
  ]);
  const points = found?.points ?? [
    ...armPoints(arms, 'true_r2', { series: TRUTH }),
    ...armPoints(arms, 'ssr', { series: ssrOf }),
  ];
  const cut = points.some(({ low }) => low < LEAST_SSR) ? `; below ${LEAST_SSR} it is cut off` : '';
  const drawn = points.map((point) => ({
    ...point,
    value: Math.max(LEAST_SSR, point.value),
    low: Math.max(LEAST_SSR, point.low),
    high: Math.max(LEAST_SSR, point.high),
  }));
  if (found === null) return byArm({ title, subtitle: `${about}${cut}`, arms, label, points: drawn });
  return lines({
    title,
    subtitle: `${about}; SSR is dashed${cut}`,
    xLabel: found.label,
    yLabel: label,
    points: drawn,
    dashed: (series) => series.includes(SSR),
  });
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
  });
}

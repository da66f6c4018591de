/** The pictures of a sweep, each with its intervals: what was asked, reliability, cost, stop reasons, grades. */
import { counted } from '../../report/words-of.js';
import type { ArmSummary, SweepAnalysis } from '../sweep/analyse-sweep.js';
import type { Experiment } from '../sweep/experiment-schema.js';
import { factorLabel, levelsBeside } from '../sweep/factor-label.js';
import type { OutcomeName } from '../sweep/outcome-list.js';
import { byArm, type Lines, lines } from './arm-pictures.js';
import { type ArmPoint, armPoints, outcomeAxis, type PointOptions } from './arm-points.js';
import { COLOURS } from './colours.js';
import type { Picture } from './draw-svg.js';
import { paretoPicture } from './pareto-picture.js';
import { stopPicture } from './stop-picture.js';

export interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

export function sweepPictures(experiment: Experiment, { arms }: SweepAnalysis): readonly NamedPicture[] {
  const runs = arms[0]?.runs ?? 0;
  const ofRuns = `${experiment.name}: ${counted(arms.length, 'arm')} × ${counted(runs, 'run')}`;
  const about = `${ofRuns}; ${runs === 1 ? 'one run has no interval' : 'bars are 95 % intervals'}`;
  const known = (outcome: OutcomeName): boolean => arms.some(({ outcomes }) => outcomes.has(outcome));
  const given = { experiment, arms, about };
  const named = (name: string, picture: Picture | null): readonly NamedPicture[] =>
    picture === null ? [] : [{ name, picture }];
  const isReadable = arms.length <= MOST_ARMS;
  return [
    ...named('outcome', known(experiment.outcome) ? outcomePicture(given) : null),
    ...named('reliability', known('true_r2') ? reliabilityPicture(given) : null),
    ...named('pareto', paretoPicture(experiment, arms, about)),
    ...named(
      'stop-reasons',
      isReadable ? stopPicture(arms, `${ofRuns}; thin lines are 95 % intervals`) : null,
    ),
    ...named('grades', isReadable && known('oracle_exact') ? gradePicture(given) : null),
  ];
}

/** Of more arms there is no picture with a line each. */
const MOST_ARMS = 100;

interface Given {
  readonly experiment: Experiment;
  readonly arms: readonly ArmSummary[];
  readonly about: string;
}

type SeriesName = string | ((arm: ArmSummary) => string);
type Series = readonly (readonly [outcome: OutcomeName, name: SeriesName])[];

type AgainstX = Required<Pick<Lines, 'xLabel' | 'points' | 'hues' | 'isCloud'>>;

/**
 * Against the factor on the horizontal axis, where the experiment names one that is a number in every arm. The points of a
 * Latin hypercube differ in all factors: they are one cloud.
 */
function againstX({ experiment, arms }: Given, series: Series): AgainstX | null {
  const { x, x_unit, design } = experiment;
  if (x === undefined || !arms.every(({ set }) => typeof set[x] === 'number')) return null;
  const isCloud = design.kind === 'latin_hypercube';
  const place: PointOptions['x'] = (arm) => Number(arm.set[x]);
  const levelOf = ({ set }: ArmSummary): string => (isCloud ? '' : levelsBeside(experiment, set, x));
  const points = arms.flatMap((arm) => {
    const level = levelOf(arm);
    return series.flatMap(([outcome, name]) => {
      const own = typeof name === 'string' ? (series.length > 1 ? name : '') : name(arm);
      const named = [level, own].filter((part) => part !== '').join(': ') || outcome;
      return armPoints([arm], outcome, { series: named, hue: level || named, x: place });
    });
  });
  const count = new Set(points.map(({ hue }) => hue)).size;
  const label = factorLabel(experiment, x);
  const unit = x_unit === undefined || x_unit === label ? '' : ` (${x_unit})`;
  const hues = arms.map(levelOf).filter((level) => level !== '');
  return count > COLOURS.length ? null : { xLabel: `${label}${unit}`, points, hues, isCloud };
}

/** Against x an arm without the outcome leaves no trace, and beside its name a row that needs a word. */
function withoutWords(arms: readonly ArmSummary[], outcome: OutcomeName, called = 'value'): string {
  const without = arms.filter(({ outcomes }) => !outcomes.has(outcome)).length;
  return without === 0 ? '' : `; ${counted(without, 'arm has', 'arms have')} no ${called}`;
}

/** Every SSR says its design, in pictures too. */
function designOf({ ssrDesign }: ArmSummary): string {
  return `${ssrDesign} design`;
}

function outcomePicture(given: Given): Picture | null {
  const { experiment, arms, about } = given;
  const { outcome, title } = experiment;
  const label = outcomeAxis(outcome);
  const series = outcome === 'ssr' || outcome === 'ssr_gap' ? designOf : outcome;
  const found = againstX(given, [[outcome, series]]);
  const subtitle = `${about}${withoutWords(arms, outcome)}`;
  if (found !== null) return lines({ title, subtitle, yLabel: label, ...found });
  if (arms.length > MOST_ARMS) return null;
  return byArm({ title, subtitle, arms, label, points: armPoints(arms, outcome, { series }) });
}

const TRUTH = 'true r²';
const SSR = 'SSR (btm)';
/** Of a handful of essays SSR may be any number below 0; so far down it is drawn and no farther. */
const LEAST_SSR = -0.5;

/** SSR beside what it claims to be, against the budget where that is varied: the gap is the lie. */
function reliabilityPicture(given: Given): Picture | null {
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
  const isBeyond = ({ value }: ArmPoint): boolean => value < LEAST_SSR;
  const marked = points.some(isBeyond) ? ' (triangles: means)' : '';
  const cut = points.some(({ low }) => low < LEAST_SSR) ? `; below ${LEAST_SSR} it is cut off${marked}` : '';
  const drawn = points.map((point) => ({
    ...point,
    isBeyond: isBeyond(point),
    value: Math.max(LEAST_SSR, point.value),
    low: Math.max(LEAST_SSR, point.low),
    high: Math.max(LEAST_SSR, point.high),
  }));
  if (found === null && arms.length > MOST_ARMS) return null;
  const without = withoutWords(arms, 'true_r2', TRUTH);
  if (found === null)
    return byArm({ title, subtitle: `${about}${cut}${without}`, arms, label, points: drawn });
  return lines({
    ...found,
    title,
    subtitle: `${about}${found.isCloud ? '; SSR is hollow' : '; SSR is dashed and hollow'}${cut}${without}`,
    yLabel: label,
    points: drawn,
    dashed: (series) => series.includes(SSR),
  });
}

function gradePicture({ arms, about }: Given): Picture {
  const series = ['same grade', 'at most one step away'] as const;
  return byArm({
    title: 'Agreement with the grades at true abilities',
    subtitle: `${about}${withoutWords(arms, 'oracle_exact')}`,
    arms,
    label: 'share of students',
    points: [
      ...armPoints(arms, 'oracle_exact', { series: series[0] }),
      ...armPoints(arms, 'oracle_adjacent', { series: series[1] }),
    ],
  });
}

/** The score trajectories of one run: a line an essay, its last interval, and where the truth lies. */
import * as Plot from '@observablehq/plot';
import type { TrajectoryPoint } from '../sweep/trajectory.js';
import { COLOURS } from './colours.js';
import type { LegendEntry, Picture } from './draw-svg.js';
import { dotShape } from './shapes.js';

const [STUDENT = '', ANCHOR = '', TRUTH = ''] = COLOURS;
/** Pixels for the essays at the end. */
const STRIP = 240;

/** `of` says which run it is. */
export function trajectoryPicture(points: readonly TrajectoryPoint[], of: string): Picture {
  const known = points.filter(({ se }) => Number.isFinite(se));
  const last = known.filter(({ isLast }) => isLast).sort((a, b) => a.score - b.score);
  const waves = [...new Set(known.map(({ comparisons }) => comparisons))];
  const x = Math.max(...waves);
  return {
    title: 'Scores as comparisons come in',
    subtitle: `${of}; btm after every wave. On the right every essay at the end, in order, with ±1.96 SE`,
    legend: kindsIn(last),
    options: {
      height: 520,
      insetTop: 8,
      marginRight: STRIP,
      x: {
        label: 'comparisons',
        labelAnchor: 'center',
        // One wave alone would stand in the middle, and the essays at the end on the lines.
        ...(waves.length === 1 ? { domain: [0, x] } : {}),
        ...(waves.length < 4 ? { ticks: waves, tickFormat: String } : {}),
      },
      y: { label: 'ability (logits)', grid: true, nice: true },
      marks: [
        scoreLines(known.filter(({ isAnchor }) => !isAnchor)),
        scoreLines(known.filter(({ isAnchor }) => isAnchor)),
        ...last.flatMap((point, k) => atTheEnd(point, { x, dx: 14 + ((STRIP - 20) * k) / last.length })),
      ],
    },
  };
}

/** Of students alone, or of anchors alone, whose lines are dashed. */
function scoreLines(points: readonly TrajectoryPoint[]): Plot.Markish {
  return Plot.line(points, {
    x: 'comparisons',
    y: 'score',
    z: 'essay',
    stroke,
    strokeWidth: 1.2,
    strokeOpacity: 0.75,
    ...(points[0]?.isAnchor === true ? { strokeDasharray: '5 3' } : {}),
  });
}

function kindsIn(last: readonly TrajectoryPoint[]): readonly LegendEntry[] {
  const kinds: readonly (readonly [isThere: (point: TrajectoryPoint) => boolean, entry: LegendEntry])[] = [
    [({ isAnchor }) => !isAnchor, { name: 'student', colour: STUDENT, dot: 'full' }],
    [({ isAnchor }) => isAnchor, { name: 'anchor', colour: ANCHOR, dot: 'full', isDashed: true }],
    [({ truth }) => truth !== null, { name: 'true ability', colour: TRUTH, dot: 'hollow' }],
  ];
  return kinds.filter(([isThere]) => last.some(isThere)).map(([, entry]) => entry);
}

function stroke({ isAnchor }: TrajectoryPoint): string {
  return isAnchor ? ANCHOR : STUDENT;
}

/** One essay in the strip on the right, `dx` pixels from the last wave. */
function atTheEnd(
  point: TrajectoryPoint,
  { x, dx }: { readonly x: number; readonly dx: number },
): readonly Plot.Markish[] {
  const own = { ...point, low: point.score - 1.96 * point.se, high: point.score + 1.96 * point.se };
  const colour = stroke(point);
  const truth = point.truth === null ? [] : [own];
  return [
    Plot.ruleX([own], { x, y1: 'low', y2: 'high', stroke: colour, strokeOpacity: 0.6, dx }),
    Plot.dot([own], { x, y: 'score', fill: colour, r: 2.5, dx, symbol: dotShape(colour) }),
    Plot.dot(truth, { x, y: 'truth', stroke: TRUTH, fill: 'white', r: 2.5, symbol: dotShape(TRUTH), dx }),
  ];
}

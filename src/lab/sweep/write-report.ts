/** The report of a sweep: each picture as SVG and PNG, and one HTML page that holds text and pictures. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPng } from '../pictures/draw-png.js';
import { drawSvg } from '../pictures/draw-svg.js';
import { type NamedPicture, sweepPictures } from '../pictures/sweep-pictures.js';
import { trajectoryPicture } from '../pictures/trajectory-picture.js';
import { analyseSweep } from './analyse-sweep.js';
import { OUTCOME_NAMES } from './outcome-list.js';
import { reportPage } from './report-page.js';
import type { SweepResult } from './sweep.js';
import { type TrajectoryPoint, trajectory } from './trajectory.js';

/** All that a report may have: those of an earlier run that it has no more are removed. */
const PICTURES = [
  ...['outcome', 'reliability', 'pareto', 'stop-reasons', 'grades'],
  ...['trajectories-first-arm', 'trajectories-last-arm'],
];

/** Path of the page. */
export function writeReport(result: SweepResult, folder: string): string {
  const analysis = analyseSweep(result, OUTCOME_NAMES);
  const pictures = [...sweepPictures(result.experiment, analysis), ...trajectoryPictures(result)];
  const drawn = pictures.map(({ name, picture }) => ({ name, title: picture.title, svg: drawSvg(picture) }));
  for (const { name, svg } of drawn) {
    writeFileSync(join(folder, `${name}.svg`), svg);
    writeFileSync(join(folder, `${name}.png`), drawPng(svg));
  }
  const names = new Set(drawn.map(({ name }) => name));
  for (const name of PICTURES.filter((picture) => !names.has(picture))) {
    for (const file of [`${name}.svg`, `${name}.png`]) rmSync(join(folder, file), { force: true });
  }
  const page = join(folder, 'report.html');
  writeFileSync(page, reportPage(result, drawn));
  return page;
}

/** Of the first run of the first arm and of the last; none of one that breaks, whose row in the table says why. */
function trajectoryPictures({ arms, experiment }: SweepResult): readonly NamedPicture[] {
  const seed = String(experiment.first_seed);
  const ends = new Set([arms[0], arms.at(-1)].filter((arm) => arm !== undefined));
  return [...ends].flatMap(({ arm, scenario }, k) => {
    const points = pointsOrNone(() => trajectory(scenario, seed));
    const of = `${experiment.name}: arm "${arm.name}", seed ${seed}`;
    return points.some(({ se }) => Number.isFinite(se))
      ? [{ name: `trajectories-${k === 0 ? 'first' : 'last'}-arm`, picture: trajectoryPicture(points, of) }]
      : [];
  });
}

function pointsOrNone(points: () => readonly TrajectoryPoint[]): readonly TrajectoryPoint[] {
  try {
    return points();
  } catch {
    return [];
  }
}

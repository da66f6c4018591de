/** The folder of a sweep's results: the experiment that it is of. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodePoint } from '../cj/code-point-order.js';
import { UserError } from '../cj/errors.js';
import { objectOrNull, textOrNull } from '../cj/stored-value.js';
import { someOf } from '../input/some-of.js';
import { CellStore } from '../lab/sweep/cell-store.js';
import type { Experiment } from '../lab/sweep/experiment-schema.js';
import { loadExperiment } from '../lab/sweep/load-experiment.js';
import { prepareArms } from '../lab/sweep/sweep-cells.js';
import { jsonText } from './json-text.js';

/** The experiment as it ran. */
const EXPERIMENT_FILE = 'experiment.json';
/** Of the folders of sweeps that are run without `--out`. */
const DEFAULT_PLACE = 'sweeps';
/** What a sweep writes under a name that others use too. */
const TABLES = [
  EXPERIMENT_FILE,
  'results.csv',
  'results.db',
  'results.parquet',
  'differences.csv',
  'report.html',
];

/** Where a sweep is written that names no folder. */
export function defaultFolder({ name }: Experiment): string {
  return join(DEFAULT_PLACE, name);
}

/** With the number of runs that there are, so that rerun and merge know it. */
export function storeExperiment(experiment: Experiment, folder: string, replicates: number): void {
  writeFileSync(join(folder, EXPERIMENT_FILE), jsonText({ ...experiment, replicates }));
}

/** The only sweep here: the current folder, one in it, or one in `sweeps/`, where a sweep without `--out` is. */
export function onlySweepHere(): string {
  const inside = ['.', DEFAULT_PLACE].flatMap((place) => foldersIn(place).map((name) => join(place, name)));
  const found = ['.', ...inside].filter((folder) => isSweep(folder));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new UserError({
    code: 'which_sweep',
    message: only === undefined ? 'There is no sweep here.' : 'There are several sweeps here.',
    fix:
      only === undefined
        ? 'Name the folder of the sweep: --out DIR.'
        : `Name the folder of one with --out: ${someOf(found)}.`,
    where: '--out',
  });
}

function isSweep(folder: string): boolean {
  return CellStore.isIn(folder) && existsSync(join(folder, EXPERIMENT_FILE));
}

function foldersIn(place: string): readonly string[] {
  if (!existsSync(place)) return [];
  const entries = readdirSync(place, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(byCodePoint);
}

/** `where`: the word of the command line that names the folder. */
export function storedExperiment(folder: string, where: string): Experiment {
  const path = join(folder, EXPERIMENT_FILE);
  if (existsSync(path)) return loadExperiment(path);
  throw new UserError({
    code: 'no_sweep',
    message: `${folder} holds no sweep: ${EXPERIMENT_FILE} is missing.`,
    fix: 'Name the --out folder of a sweep.',
    where,
  });
}

/** The tables of another sweep, or files that no sweep wrote, would be overwritten. */
export function refuseForeignFolder({ name }: Experiment, folder: string): void {
  const path = join(folder, EXPERIMENT_FILE);
  const taken = TABLES.find((file) => existsSync(join(folder, file)));
  if (taken === undefined) return;
  const other = CellStore.isIn(folder) ? nameOf(path) : null;
  if (other === name) return;
  throw new UserError({
    code: 'folder_of_others',
    message:
      other === null
        ? `${folder} holds ${taken}, and no sweep wrote it.`
        : `${folder} holds the results of the experiment ${other}, not of ${name}.`,
    fix: 'Name another folder: nothing in this one is overwritten.',
    where: '--out',
  });
}

/** null where the file is not there or holds something else. */
function nameOf(path: string): string | null {
  try {
    return textOrNull(objectOrNull(JSON.parse(readFileSync(path, 'utf8')))?.['name']);
  } catch {
    return null;
  }
}

/** Cells of another experiment would be joined and stand in no table. */
export function refuseStrangers(experiment: Experiment, [first, ...others]: readonly string[]): void {
  const cells = (of: Experiment): string =>
    JSON.stringify([of.first_seed, of.replicates, prepareArms(of).map(({ configuration }) => configuration)]);
  const stranger = others.find((part) => {
    const isKnown = existsSync(join(part, EXPERIMENT_FILE));
    return isKnown && cells(storedExperiment(part, 'merge')) !== cells(experiment);
  });
  if (stranger === undefined) return;
  throw new UserError({
    code: 'other_experiment',
    message: `${stranger} is no part of the sweep that ${first} is a part of: arms, seeds or replicates differ.`,
    fix: 'Name the --out folders of the shards of one experiment, run with the same --replicates.',
    where: stranger,
  });
}

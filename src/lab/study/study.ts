/**
 * An ask/tell loop for optimisers. `ask` proposes a point of the space, `run` measures any point on common seeds, and
 * `tell` says how good it was, by whatever number the caller makes of the outcomes. An optimiser of your own leaves
 * `ask` alone and uses `run`.
 *
 * The proposals: first points that cover the space (latin-hypercube.ts), then steps from
 * the best point, longer after a success and shorter after a failure: a (1+1) evolution strategy with the one-fifth
 * rule (Rechenberg 1973). The same seed and the same answers give the same proposals.
 */
import * as z from 'zod';
import { sample } from '../../cj/distribution.js';
import type { Draw } from '../../cj/draw.js';
import { UserError } from '../../cj/errors.js';
import { objectOrNull } from '../../cj/stored-value.js';
import { checkOptions, wholeNumber, workersOption } from '../../input/check-options.js';
import { keyText, type Locate } from '../../input/key-path.js';
import { createDraw } from '../../sim/randomness.js';
import type { Interval } from '../statistics/interval.js';
import { outcomeInterval } from '../sweep/analyse-sweep.js';
import { cellRunner } from '../sweep/cell-runners.js';
import { latinHypercube } from '../sweep/latin-hypercube.js';
import { checkedExperiment } from '../sweep/load-experiment.js';
import { OUTCOMES, type OutcomeName, refuseUnknownOutcome } from '../sweep/outcome-list.js';
import { runArm, valuesOf } from '../sweep/run-arm.js';
import type { CellRow } from '../sweep/run-cell.js';
import { prepareArms } from '../sweep/sweep-cells.js';
import { checkedSpace, isPointOf, pointAt, type StudyPoint, type StudySpace } from './study-space.js';

export interface StudyOptions {
  /** Name of a shipped scenario, or path of one. */
  readonly scenario: string;
  /** Keys set in every point. */
  readonly set?: StudyPoint;
  /** What may vary; `seed` may not. */
  readonly space: StudySpace;
  /** Runs of a point, the same seeds for all; default 20. */
  readonly runs?: number;
  /** First seed of the runs; default 1. */
  readonly firstSeed?: number;
  /** Of the proposals; default '1'. */
  readonly seed?: string;
  /** Points that cover the space before the search begins; default 4 a key. */
  readonly covering?: number;
  /** Threads; default: one a core. */
  readonly workers?: number;
}

const OPTIONS = {
  scenario: z.string(),
  set: z.record(z.string(), z.any()).optional(),
  space: z.record(z.string(), z.any()),
  runs: wholeNumber({ least: 1 }).optional(),
  firstSeed: wholeNumber({ least: 0 }).optional(),
  seed: z.string().optional(),
  covering: wholeNumber({ least: 1 }).optional(),
  workers: workersOption,
};

export interface MeasuredPoint {
  readonly point: StudyPoint;
  /** A batch each, in the order of the seeds. */
  readonly rows: readonly CellRow[];
  /** Mean of an outcome over the runs with its 95 % interval; null where it is not known. */
  readonly mean: (outcome: OutcomeName) => Interval | null;
}

export interface ToldPoint {
  readonly point: StudyPoint;
  /** Greater is better. */
  readonly value: number;
}

export interface Study {
  /** The next point to try. Asked again before it is told, it proposes another one. */
  readonly ask: () => StudyPoint;
  /** Any point, asked for or not, also one outside the space, on the study's seeds. A UserError for a key or value that no scenario takes, and for a run that breaks. */
  readonly run: (point: StudyPoint) => Promise<MeasuredPoint>;
  /** Greater is better; a UserError for anything but a finite number, and for a point outside the space. */
  readonly tell: (point: StudyPoint, value: number) => void;
  /** In the order in which they were told. */
  readonly told: () => readonly ToldPoint[];
  /**
   * null before anything was told. The highest of many values on the same seeds owes some of its height to chance: measure
   * its point anew in a study with another `firstSeed`.
   */
  readonly best: () => ToldPoint | null;
  /** Lets go of the threads. */
  readonly close: () => Promise<void>;
}

/** Steps at first, as shares of the space. */
const FIRST_STEP = 0.25;
const LONGER = 1.5;
/** Four failures undo one success. */
const SHORTER = LONGER ** -0.25;

/** Throws a UserError for a space or an option that is wrong; keys and values are checked when a point is run. `close()` it. */
export function study(options: StudyOptions): Study {
  checkOptions('study()', OPTIONS, options);
  const { runs = 20, firstSeed = 1, workers } = options;
  const proposals = new Proposals(options);
  // Last: a space that is refused leaves no threads behind.
  const runner = cellRunner(workers);
  let isClosed = false;
  return {
    ask: () => proposals.next(),
    tell: (point, value) => proposals.tell(point, value),
    told: () => proposals.told.map(copyOf),
    best: () => (proposals.best === null ? null : copyOf(proposals.best)),
    close: () => {
      isClosed = true;
      return runner.close();
    },
    run: async (point) => {
      if (isClosed)
        throw new UserError({ code: 'closed_study', message: 'The study is closed: run() comes too late.' });
      refuseOtherThanPoint(point);
      const rows = await runArm(runner, preparedPoint(options, point), { firstSeed, runs });
      return { point, rows, mean: (outcome) => meanOf(rows, outcome) };
    },
  };
}

/** What the search goes by stays its own. */
function copyOf({ point, value }: ToldPoint): ToldPoint {
  return { point: { ...point }, value };
}

class Proposals {
  readonly told: ToldPoint[] = [];
  readonly #space: StudySpace;
  readonly #draw: Draw;
  readonly #covering: readonly (readonly number[])[];
  readonly #units = new Map<string, readonly number[]>();
  #asked = 0;
  #step = FIRST_STEP;
  best: ToldPoint | null = null;

  constructor({ space, seed = '1', covering }: StudyOptions) {
    this.#space = checkedSpace(space);
    this.#draw = createDraw(seed);
    const keys = Object.keys(space);
    this.#covering = latinHypercube(keys, covering ?? 4 * keys.length, this.#draw);
  }

  next(): StudyPoint {
    const number = this.#asked++;
    const units = this.#covering[number] ?? this.#stepFromBest(number);
    const point = pointAt(this.#space, units);
    this.#units.set(this.#keyOf(point), units);
    return point;
  }

  tell(point: StudyPoint, value: number): void {
    if (objectOrNull(point) === null || !isPointOf(this.#space, point)) {
      throw new UserError({
        code: 'bad_point',
        message: `A study was told of a point that is none of its space: ${JSON.stringify(point)}.`,
        fix: `Tell a point as ask() gives it: values of ${Object.keys(this.#space).join(', ')} within the space.`,
        where: 'tell',
      });
    }
    if (!Number.isFinite(value)) {
      throw new UserError({
        code: 'bad_value',
        message: `A study was told ${value} for a point.`,
        fix: 'Tell a finite number, greater for better.',
        where: 'tell',
      });
    }
    const isBetter = this.best === null || value > this.best.value;
    if (this.told.length >= this.#covering.length) this.#step *= isBetter ? LONGER : SHORTER;
    this.#step = Math.min(0.5, this.#step);
    const told = copyOf({ point, value });
    this.told.push(told);
    if (isBetter) this.best = told;
  }

  /** Whatever order the keys of a point have. */
  #keyOf(point: StudyPoint): string {
    return JSON.stringify(Object.keys(this.#space).map((key) => point[key]));
  }

  #stepFromBest(number: number): readonly number[] {
    const from = this.best === null ? undefined : this.#units.get(this.#keyOf(this.best.point));
    return Object.keys(this.#space).map((key, k) => {
      // A point that was not asked for, or none at all, is no place to step from.
      const start = from?.[k] ?? this.#draw('anywhere', key, number);
      const u = this.#draw('step', key, number);
      return reflected(start + sample({ normal: { mean: 0, sd: this.#step } }, u));
    });
  }
}

/** Steps over an edge come back from it. */
function reflected(unit: number): number {
  const folded = Math.abs(unit) % 2;
  return folded > 1 ? 2 - folded : folded;
}

function refuseOtherThanPoint(point: unknown): void {
  if (objectOrNull(point) !== null) return;
  throw new UserError({
    code: 'bad_point',
    message: 'run() of a study takes a point, and this is none',
    fix: 'Give what ask() proposes, or keys of a scenario with their values',
    where: 'run',
  });
}

/** The study is checked as an experiment of one arm: what is wrong stands where its user wrote it. */
const inStudy: Locate = ([first, ...rest]) =>
  first === 'design'
    ? `run(): ${keyText(rest.slice(3), 'point')}`
    : `study(): ${keyText([first ?? '', ...rest])}`;

function preparedPoint({ scenario, set = {} }: StudyOptions, point: StudyPoint) {
  const experiment = checkedExperiment(
    {
      name: 'study',
      title: 'study',
      question: 'study',
      scenario,
      set,
      design: { kind: 'list', arms: [{ name: JSON.stringify(point), set: point }] },
    },
    inStudy,
  );
  const [arm] = prepareArms(experiment);
  if (arm === undefined) throw new UserError({ code: 'no_arm', message: 'The scenario gives no arm.' });
  return arm;
}

function meanOf(rows: readonly CellRow[], outcome: OutcomeName): Interval | null {
  refuseUnknownOutcome(outcome);
  const values = valuesOf(rows, outcome);
  return values.length === 0 ? null : outcomeInterval(outcome, values, OUTCOMES[outcome].kind === 'share');
}

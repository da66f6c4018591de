/** An experiment by the name of a shipped one or from a file. */
import { UserError } from '../../cj/errors.js';
import { pathOf } from '../../files/package-data.js';
import { readText } from '../../files/read-text.js';
import { parseYamlSource } from '../../files/yaml-source.js';
import { checkedDocument } from '../../input/checked-document.js';
import { type KeyPath, keyText, type Locate } from '../../input/key-path.js';
import { didYouMean } from '../../input/nearest-name.js';
import { type Experiment, experimentSchema } from './experiment-schema.js';
import { STOP_KEY } from './stop-rule.js';
import { refuseUnvariedKey } from './varied-key.js';

export function loadExperiment(written: string): Experiment {
  const { value, locate } = parseYamlSource(readText(pathOf('experiment', written), written), written);
  return checkedExperiment(value, locate);
}

/** For experiments that come from no file. */
const inExperiment: Locate = (path) => keyText(path, 'the experiment');

/** What a file of an experiment holds, checked; `locate` says where a key stands in it. */
export function checkedExperiment(value: unknown, locate: Locate = inExperiment): Experiment {
  const experiment = checkedDocument(experimentSchema, value, { locate, whole: 'the experiment' });
  refuseUnknownKeys(experiment, locate);
  refuseTooManyArms(experiment, locate);
  refuseUnknownFactors(experiment, locate);
  refuseLevelsWithoutAxis(experiment, locate);
  return experiment;
}

const MOST_ARMS = 10_000;

function refuseTooManyArms({ design }: Experiment, locate: Locate): void {
  if (design.kind !== 'grid') return;
  const arms = Object.values(design.factors).reduce((product, levels) => product * levels.length, 1);
  if (arms <= MOST_ARMS) return;
  throw new UserError({
    code: 'too_many_arms',
    message: `The grid has ${arms} arms; at most ${MOST_ARMS} are possible.`,
    fix: 'Give fewer levels, or draw points of the same ranges with kind: latin_hypercube.',
    where: locate(['design', 'factors']),
  });
}

/** Before `x` and others are looked up among the factors, which would blame them. */
function refuseUnknownKeys({ set, design }: Experiment, locate: Locate): void {
  const varied =
    design.kind === 'list'
      ? design.arms.map((arm, index) => [['design', 'arms', index, 'set'], arm.set] as const)
      : [[['design', 'factors'], design.factors] as const];
  for (const [around, keys] of [[['set'], set] as const, ...varied]) {
    for (const key of Object.keys(keys)) {
      if (key !== STOP_KEY) refuseUnvariedKey(key, locate([...around, key]));
    }
  }
}

/** A name that is no factor would change nothing, or compare arms that differ in more than is said. */
function refuseUnknownFactors({ design, x, within, labels }: Experiment, locate: Locate): void {
  const varied = design.kind === 'list' ? design.arms.map(({ set }) => set) : [design.factors];
  const factors = [...new Set(varied.flatMap((set) => Object.keys(set)))];
  const named: (readonly [at: KeyPath, factor: string | undefined])[] = [
    [['x'], x],
    [['within'], within],
    ...Object.keys(labels).map((key) => [['labels', key], key] as const),
  ];
  for (const [at, factor] of named) {
    if (factor === undefined || factors.includes(factor)) continue;
    throw new UserError({
      code: 'bad_experiment',
      message: `${at[0]} names ${factor}, which the design does not vary${didYouMean(factor, factors)}`,
      fix: factors.length === 0 ? 'The design varies nothing.' : `It varies ${factors.join(', ')}.`,
      where: locate(at),
    });
  }
}

/** `reaches` reads a curve over x. */
function refuseLevelsWithoutAxis({ design, x, reaches }: Experiment, locate: Locate): void {
  if (reaches.length === 0) return;
  if (x === undefined) {
    throw new UserError({
      code: 'bad_experiment',
      message: 'reaches asks at which x a level is reached, and there is no x.',
      fix: 'Name the factor on the horizontal axis as x.',
      where: locate(['reaches']),
    });
  }
  const levels =
    design.kind === 'list'
      ? design.arms.map(({ set }) => set[x])
      : design.kind === 'grid'
        ? (design.factors[x] ?? [])
        : [];
  const word = levels.find((level) => typeof level !== 'number');
  if (word === undefined) return;
  throw new UserError({
    code: 'bad_experiment',
    message: `reaches asks at which ${x} a level is reached, and ${JSON.stringify(word)} is no number.`,
    fix: 'Name a factor of numbers as x, or leave reaches out.',
    where: locate(['x']),
  });
}

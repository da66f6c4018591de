/** `cjsim fit FILE.csv`: what a table of comparisons says. */
import { writeFileSync } from 'node:fs';
import { UserError } from '../cj/errors.js';
import { PRIOR_SD } from '../cj/scoring/map-fit.js';
import { given } from '../input/given.js';
import { ESTIMATORS, type Estimator } from '../lab/fit/estimator-fit.js';
import { DESIGNS, type Design, type Fit, fit } from '../lab/fit/fit.js';
import { fitJson } from '../lab/fit/fit-json.js';
import { fitText } from '../lab/fit/fit-text.js';
import { readComparisons } from '../lab/fit/read-comparisons.js';
import { PAIRING_NAMES, type PairingName } from '../lab/fit/simulate-waves.js';
import type { Command } from './command.js';
import { decimalFlag } from './decimal-flag.js';
import { EXIT } from './exit-code.js';
import { jsonText } from './json-text.js';
import { namingFile } from './naming-file.js';

export const fitCommand: Command = {
  positionals: {
    file: {
      describe: 'CSV with the columns winner,loser or item1,item2,score; if known also judge, order, time',
    },
  },
  flags: {
    estimator: { value: 'NAME', describe: `one of ${ESTIMATORS.join(', ')} (default: all; with --json btm)` },
    se: {
      value: 'own|full',
      describe:
        'standard errors of btm: of each item alone, as sirt (own, default), or with covariances (full)',
    },
    'prior-sd': { value: 'LOGITS', describe: 'prior SD of map, 0.1 to 20 (default: empirical Bayes)' },
    design: { value: 'NAME', describe: `how the pairs were chosen: ${DESIGNS.join(', ')} (default unknown)` },
    pairing: {
      value: 'NAME',
      describe: `with --design adaptive, the rule that chose them: ${PAIRING_NAMES.join(', ')} (default optimal_graph)`,
    },
    seed: { value: 'SEED', describe: 'seed of the random halves (default 1)' },
    json: { describe: 'one JSON object' },
    picture: { value: 'FILE', describe: 'draw the scale into this file, .svg or .png' },
  },
  examples: [
    ['cjsim fit comparisons.csv', 'scores by three estimators, reliability, misfit, connectivity'],
    ['cjsim fit comparisons.csv --json --estimator map', 'one estimator for a program'],
  ],
  run: async (args, terminal) => {
    const file = args.required('file');
    const json = args.has('json');
    const estimator = args.oneOf('estimator', ESTIMATORS) ?? (json ? 'btm' : undefined);
    const priorSd = decimalFlag(args, 'prior-sd', PRIOR_SD);
    const pairing = args.oneOf('pairing', PAIRING_NAMES);
    const se = args.oneOf('se', ['own', 'full'] as const);
    const design = args.oneOf('design', DESIGNS);
    refuseIdle({ estimator, pairing, se, design });
    const { table, ...read } = readComparisons(file);
    const result = fit(table, {
      se: se ?? 'own',
      design: design ?? 'unknown',
      seed: args.text('seed') ?? '1',
      ...(estimator === undefined ? {} : { estimators: [estimator] }),
      ...given({ pairing, priorSd }),
    });
    if (priorSd !== undefined) refuseIdlePrior(result);
    const picture = args.text('picture');
    if (picture !== undefined) await drawScale(result, picture);
    terminal.out(
      json ? jsonText(fitJson(result, estimator ?? 'btm', read)) : fitText(result, read, terminal.width),
    );
    return EXIT.done;
  },
};

interface FitFlags {
  readonly estimator: Estimator | undefined;
  readonly pairing: PairingName | undefined;
  readonly se: 'own' | 'full' | undefined;
  readonly design: Design | undefined;
}

/** A flag that would change nothing is a misunderstanding. */
function refuseIdle({ estimator = 'btm', pairing, se, design }: FitFlags): void {
  const refuse = (message: string): never => {
    throw new UserError({ code: 'bad_flag', message });
  };
  if (se === 'full' && estimator !== 'btm')
    refuse(`--se full is of the estimator btm: with --estimator ${estimator} it changes nothing.`);
  if (pairing !== undefined && design !== 'adaptive')
    refuse('--pairing says which rule chose the pairs of an adaptive design: give --design adaptive too.');
  if (pairing !== undefined && estimator !== 'btm')
    refuse(`--pairing serves the correction of the SSR of btm: --estimator ${estimator} has no SSR.`);
}

/** Of the other estimators the prior serves the position effect alone. */
function refuseIdlePrior({ fits, positionEffect }: Fit): void {
  if (fits.has('map') || typeof positionEffect?.eta === 'number') return;
  throw new UserError({
    code: 'bad_flag',
    message: `--prior-sd is of the estimator map: with ${[...fits.keys()].join(' and ')} it changes nothing here.`,
    fix: 'Use --estimator map, or leave it out.',
  });
}

function drawScale(result: Fit, path: string): Promise<void> {
  return namingFile(path, async () => {
    const { writePicture } = await import('../lab/pictures/write-picture.js');
    const { fitPicture } = await import('../lab/pictures/fit-picture.js');
    const picture = fitPicture(result);
    if (picture !== null) writePicture(picture, path, writeFileSync);
  });
}

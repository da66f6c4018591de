/** Pair selection and orientation by the names in `PAIR_MATCHING_STRATEGY` and `PAIR_ORIENTATION_STRATEGY`. */
import { UserError } from '../errors.js';
import { adaptiveWave } from './adaptive-wave.js';
import { coverageWave } from './coverage-wave.js';
import { dOptimalWave } from './d-optimal-wave.js';
import type { PairStrategy } from './matched-wave.js';
import type { OrientationRule } from './orientation.js';
import { anchorFirst, fairComplement, idOrder, randomOrientation } from './orientation-rules.js';
import { randomWave } from './random-wave.js';

const PAIR_STRATEGIES: ReadonlyMap<string, PairStrategy> = new Map([
  ['optimal_graph', coverageWave],
  ['random', randomWave],
  ['adaptive', adaptiveWave],
  ['d_optimal', dOptimalWave],
]);

const ORIENTATION_STRATEGIES: ReadonlyMap<string, OrientationRule> = new Map([
  ['fair_complement', fairComplement],
  ['random', randomOrientation],
  ['anchor_first', anchorFirst],
  ['id_order', idOrder],
]);

/** An unknown name is a UserError that lists the known ones. */
export function pairStrategy(name: string): PairStrategy {
  return named(PAIR_STRATEGIES, name, 'PAIR_MATCHING_STRATEGY');
}

/** An unknown name is a UserError that lists the known ones. */
export function orientationStrategy(name: string): OrientationRule {
  return named(ORIENTATION_STRATEGIES, name, 'PAIR_ORIENTATION_STRATEGY');
}

function named<Strategy>(strategies: ReadonlyMap<string, Strategy>, name: string, setting: string): Strategy {
  const strategy = strategies.get(name);
  if (strategy !== undefined) return strategy;
  throw new UserError({
    code: 'unknown_strategy',
    message: `${setting} ${JSON.stringify(name)} is not a known strategy`,
    fix: `one of ${[...strategies.keys()].join(', ')}`,
    where: setting,
  });
}

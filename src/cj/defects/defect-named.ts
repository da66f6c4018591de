/** The museum: every defect by name. */
import { UserError } from '../errors.js';
import { anchorFirst } from './anchor-first.js';
import { anchorGradesUnresolved } from './anchor-grades-unresolved.js';
import { anchorsPublishedAsUngraded } from './anchors-published-as-ungraded.js';
import { capFollowsLostRequest } from './cap-follows-lost-request.js';
import type { Defect } from './defect.js';
import { duplicateCallbackCounted } from './duplicate-callback-counted.js';
import { duplicateCompletion } from './duplicate-completion.js';
import { errorBlocksCoverage } from './error-blocks-coverage.js';
import { errorsCountAsComplete } from './errors-count-as-complete.js';
import { errorsOnlyWaveIsStable } from './errors-only-wave-is-stable.js';
import { failedFitIsStable } from './failed-fit-is-stable.js';
import { globalDenominator } from './global-denominator.js';
import { idOrderOrientation } from './id-order-orientation.js';
import { integerRefNeverMatches } from './integer-ref-never-matches.js';
import { isolatedSeZero } from './isolated-se-zero.js';
import { lateCallbackRevives } from './late-callback-revives.js';
import { lostUpdate } from './lost-update.js';
import { metadataClobber } from './metadata-clobber.js';
import { monitorRacesContinuation } from './monitor-races-continuation.js';
import { nc2Denominator } from './nc2-denominator.js';
import { numericGradesZero } from './numeric-grades-zero.js';
import { offScaleGradesCount } from './off-scale-grades-count.js';
import { overrideFromCap } from './override-from-cap.js';
import { overrideSourceLies } from './override-source-lies.js';
import { overwriteTotals } from './overwrite-totals.js';
import { periodicContinuation } from './periodic-continuation.js';
import { reseededWave } from './reseeded-wave.js';
import { retryPoolNotFed } from './retry-pool-not-fed.js';
import { rowLoadingCount } from './row-loading-count.js';
import { rowStorageIdHidesMetadata } from './row-storage-id-hides-metadata.js';
import { seReferenceLastItem } from './se-reference-last-item.js';
import { staleCoverage } from './stale-coverage.js';
import { staleFinalise } from './stale-finalise.js';
import { strandedBudget } from './stranded-budget.js';
import { unknownScaleFallsBack } from './unknown-scale-falls-back.js';

/** In the order of their names. */
export const DEFECTS: readonly Defect[] = [
  anchorFirst,
  anchorGradesUnresolved,
  anchorsPublishedAsUngraded,
  capFollowsLostRequest,
  duplicateCallbackCounted,
  duplicateCompletion,
  errorBlocksCoverage,
  errorsCountAsComplete,
  errorsOnlyWaveIsStable,
  failedFitIsStable,
  globalDenominator,
  idOrderOrientation,
  integerRefNeverMatches,
  isolatedSeZero,
  lateCallbackRevives,
  lostUpdate,
  metadataClobber,
  monitorRacesContinuation,
  nc2Denominator,
  numericGradesZero,
  offScaleGradesCount,
  overrideFromCap,
  overrideSourceLies,
  overwriteTotals,
  periodicContinuation,
  reseededWave,
  retryPoolNotFed,
  rowLoadingCount,
  rowStorageIdHidesMetadata,
  seReferenceLastItem,
  staleCoverage,
  staleFinalise,
  strandedBudget,
  unknownScaleFallsBack,
];

/** Throws a UserError for a name that no defect has. */
export function defectNamed(name: string): Defect {
  const defect = DEFECTS.find((known) => known.name === name);
  if (defect !== undefined) return defect;
  throw new UserError({
    code: 'unknown_defect',
    message: `Unknown defect "${name}".`,
    fix: `Use one of ${DEFECTS.map((known) => known.name).join(', ')}.`,
  });
}

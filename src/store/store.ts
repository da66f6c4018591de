/** A world's store: a migrated database and the queries on it. Transactions are the caller's business. */
import { type AssessmentContextQueries, assessmentContext } from './assessment-context.js';
import { type Batches, batches } from './batches.js';
import { type ComparisonCoverage, comparisonCoverage } from './comparison-coverage.js';
import { type ComparisonPairs, comparisonPairs } from './comparison-pairs.js';
import { type Contents, contents } from './contents.js';
import type { Driver } from './driver.js';
import { type Essays, essays } from './essays.js';
import { type GradeProjections, gradeProjections } from './grade-projections.js';
import { type Journal, journal } from './journal.js';
import { type Metadata, metadata } from './metadata.js';
import { migrate } from './migrate.js';
import { type Outbox, outbox } from './outbox.js';

export interface Store {
  readonly driver: Driver;
  /** How the database is called in an error. */
  readonly where: string;
  readonly batches: Batches;
  readonly essays: Essays;
  readonly pairs: ComparisonPairs;
  readonly coverage: ComparisonCoverage;
  readonly projections: GradeProjections;
  readonly context: AssessmentContextQueries;
  readonly outbox: Outbox;
  readonly contents: Contents;
  readonly journal: Journal;
  readonly metadata: Metadata;
}

const WHERE = 'The database';

export interface StoreOptions {
  /** How the database is called in an error. */
  readonly where?: string;
  readonly readOnly?: boolean;
}

/** Check and migrate the database behind a driver; on a UserError nothing has changed and the driver is closed. */
export function openStore(driver: Driver, options: StoreOptions = {}): Store {
  makeReady(driver, options);
  return storeOn(driver, options);
}

/** The database alone, without queries on it. */
export function makeReady(driver: Driver, { where = WHERE, readOnly = false }: StoreOptions): void {
  try {
    migrate(driver, { where, readOnly });
  } catch (error) {
    driver.close();
    throw error;
  }
  driver.exec('pragma foreign_keys = on');
  // In memory there is no journal file, and these two change nothing.
  if (!readOnly) driver.exec('pragma journal_mode = wal; pragma synchronous = normal');
}

/** The queries on a database that is ready. */
export function storeOn(driver: Driver, { where = WHERE }: StoreOptions): Store {
  return {
    driver,
    where,
    batches: batches(driver),
    essays: essays(driver),
    pairs: comparisonPairs(driver),
    coverage: comparisonCoverage(driver),
    projections: gradeProjections(driver),
    context: assessmentContext(driver),
    outbox: outbox(driver),
    contents: contents(driver),
    journal: journal(driver),
    metadata: metadata(driver),
  };
}

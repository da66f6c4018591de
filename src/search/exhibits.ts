/** For each defect the case of the search that shows it, and the oracle that catches it there. Kept by a test. */
export interface Exhibit {
  readonly oracle: 'invariant' | 'specification' | 'metamorphic';
  readonly caughtBy: string;
  /** Number of the case. */
  readonly number: number;
}

export const EXHIBITS: Readonly<Record<string, Exhibit>> = {};

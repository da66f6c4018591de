/** One family of golden vectors: how to run a case, and what of its expectation is information only. */
import type { Tolerances } from './compare.js';

export interface VectorFile {
  readonly family: string;
  readonly tolerance?: Readonly<Record<string, number>>;
  readonly input_defaults?: Readonly<Record<string, unknown>>;
  readonly setting_defaults?: Readonly<Record<string, unknown>>;
  readonly cases: readonly VectorCase[];
}

export interface VectorCase {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

export interface Family {
  readonly name: string;
  /**
   * Run our rules on `input` (file defaults already filled in). Returns an object in the shape of
   * `expected`, or `{ error: … }` in the shape of the case's `error`. May hold more keys than expected.
   */
  actual(input: Readonly<Record<string, unknown>>, testCase: VectorCase): unknown;
  /** Top-level keys of `expected` that only describe the reference and are not compared. */
  readonly informationOnly?: readonly string[];
  /** For expectations that are not compared key by key: differences as sentences, empty when equal. */
  check?(actual: unknown, testCase: VectorCase, tolerance: Tolerances): readonly string[];
}

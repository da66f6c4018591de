/** Where a judge of one's own came from, as a run remembers it. */
export interface JudgeModule {
  /** Absolute; null for a judge that a program gave itself. */
  readonly path: string | null;
  /** SHA-256 of the file, in hexadecimal: of what it imports nothing is known. */
  readonly sha256: string | null;
}

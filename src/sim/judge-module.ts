/** The module of a user's own judge as a run remembers it. */
export interface JudgeModule {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the file, in hexadecimal: of what it imports nothing is known. */
  readonly sha256: string;
}

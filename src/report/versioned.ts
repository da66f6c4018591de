/** A document that `--json` prints, for programs that must know which keys to expect. */
export interface Versioned<Version extends number> {
  /** Grows by one when a key changes its meaning or goes. */
  readonly schema_version: Version;
}

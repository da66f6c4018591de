/** Exit codes (10): what a script can rely on. */
export const EXIT = {
  done: 0,
  /** A batch failed, an invariant or a check was violated, the horizon came before every batch had ended, or the disk is full. */
  failed: 1,
  /** Wrong usage or wrong input. */
  usage: 2,
  /** What was waited for did not come in time (virtual time). */
  timedOut: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Limits of whole numbers that a flag of the program and an option of the library have in common. */

export interface NumberLimits {
  readonly least: number;
  readonly most?: number;
}

/** Threads. */
export const WORKERS = { least: 1, most: 256 } as const satisfies NumberLimits;

/** An estimate with a confidence interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Values (or pairs of values) behind it. */
  readonly n: number;
}

/** An estimate with a confidence interval: of 95 %, where nothing else is said. */
export interface Interval {
  /** The mean, the share or the difference itself. */
  readonly estimate: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** Values (or pairs of values) behind it. */
  readonly n: number;
}

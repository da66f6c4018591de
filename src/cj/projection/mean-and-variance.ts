/** Sum divided by count, and the population variance about it; 0 and 0 of nothing. */
export function meanAndVariance(values: readonly number[]): {
  readonly mean: number;
  readonly variance: number;
} {
  if (values.length === 0) return { mean: 0, variance: 0 };
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return { mean, variance: squares / values.length };
}

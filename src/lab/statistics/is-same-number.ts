/** Whether two numbers differ by no more than rounding leaves between equal ones, such as 2.1 − 1.3 and 0.8. */
export function isSameNumber(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 + 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

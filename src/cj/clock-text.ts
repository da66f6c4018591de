/** Time since the start of the clock, from milliseconds: `00:04:10`. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
}

/** Of a number from 0 to 99, without its parts. */
export function twoDigits(value: number): string {
  return `${Math.floor(value)}`.padStart(2, '0');
}

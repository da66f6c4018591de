/** The number of the case that a scenario was made for: its seed, which shrinking leaves alone. */
export function caseNumberOf({ seed }: Readonly<Record<string, unknown>>): number {
  return typeof seed === 'number' && Number.isInteger(seed) && seed > 0 ? seed : 0;
}

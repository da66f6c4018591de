/** The colours of Okabe & Ito (2008), which colour-blind readers can tell apart. */
export const COLOURS: readonly string[] = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#000000',
  '#8a7a00',
];

/**
 * The names whose places are those of their colours: all of them, so that one has the same colour in every picture, or
 * those that are drawn where all are more than there are colours.
 */
export function inColourOrder(all: readonly string[], drawn: readonly string[]): readonly string[] {
  const names = new Set([...all, ...drawn]);
  return [...(names.size > COLOURS.length ? new Set(drawn) : names)];
}

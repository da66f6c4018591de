/** Columns that a text takes on a terminal: combining marks none, East Asian wide characters and emoji two. */
export function cellWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text.replaceAll(COLOUR, '')) {
    if (!NO_WIDTH.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

/** Of the widest text, 0 without one. A table may have more rows than a call takes arguments. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, cellWidth(text)), 0);
}

/** As much of the beginning of a text as so many columns hold. */
export function beginningOf(text: string, columns: number): string {
  let beginning = '';
  for (const letter of text) {
    if (cellWidth(beginning + letter) > columns) break;
    beginning += letter;
  }
  return beginning;
}

/** With spaces behind it, or before it, up to so many columns. */
export function paddedEnd(text: string, columns: number): string {
  return text + spacesBeside(text, columns);
}

export function paddedStart(text: string, columns: number): string {
  return spacesBeside(text, columns) + text;
}

function spacesBeside(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - cellWidth(text)));
}

const PLAIN = /^[\x20-\x7e–…]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what a colour begins with
const COLOUR = /\u001b\[\d+m/g;
const NO_WIDTH = /[\p{Mark}\p{Control}\p{Format}]/u;
/** The blocks that Unicode's EastAsianWidth.txt (UAX 11) has as W or F, roughly. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

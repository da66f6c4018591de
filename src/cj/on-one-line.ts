/** What somebody else wrote, such as the message of an error: nothing in it steers the terminal or fills it. */
export function onOneLine(text: string, longest = Number.POSITIVE_INFINITY): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
}

/** Lines of text broken at spaces; what is broken off keeps the indentation of its line. */
import { wrapped } from '../report/words-of.js';

export function wrappedLines(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => {
      const { length: indent } = /^ */.exec(line)?.[0] ?? '';
      return ' '.repeat(indent) + wrapped(line.slice(indent), columns, indent);
    })
    .join('\n');
}

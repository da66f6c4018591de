const DEEPER = '      ';

/** A command line that fits: broken before a flag, where the shell goes on, so that a flag and its value stay together. */
export function brokenLine(line: string, width: number): string {
  if (line.length <= width - 2) return line;
  const lines: string[] = [];
  let rest = '';
  for (const part of line.split(/ (?=-)/)) {
    // Room for the indentation and ` \`.
    const fits = rest === '' || rest.length + 1 + part.length <= width - DEEPER.length - 2;
    if (!fits) lines.push(rest);
    rest = fits && rest !== '' ? `${rest} ${part}` : part;
  }
  return [...lines, rest].join(` \\\n${DEEPER}`);
}

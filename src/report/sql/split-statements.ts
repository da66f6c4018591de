/** Splits a text into SQL statements at semicolons outside literals and comments. Backslash commands are lines. */

export function splitStatements(text: string): readonly string[] {
  return text
    .split('\n')
    .reduce<string[][]>((groups, line) => {
      if (line.trimStart().startsWith('\\')) groups.push([line.trim()], []);
      else (groups.at(-1) ?? groups[groups.push([]) - 1])?.push(line);
      return groups;
    }, [])
    .flatMap((lines) => splitSql(lines.join('\n')))
    .filter((statement) => statement !== '');
}

function splitSql(text: string): readonly string[] {
  if (text.startsWith('\\')) return [text.replace(/;$/, '')];
  const statements: string[] = [];
  let start = 0;
  for (const { kind, from, to } of lexed(text)) {
    if (kind !== 'semicolon') continue;
    statements.push(text.slice(start, from).trim());
    start = to;
  }
  return [...statements, text.slice(start).trim()].filter((statement) => !isOnlyComment(statement));
}

function isOnlyComment(statement: string): boolean {
  return statement.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '';
}

interface Piece {
  readonly kind: 'literal' | 'comment' | 'semicolon';
  readonly from: number;
  readonly to: number;
}

/** Literals, quoted names, comments and semicolons of an SQL text, in order. */
function* lexed(text: string): Generator<Piece> {
  const pattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|;/g;
  for (const match of text.matchAll(pattern)) {
    const found = match[0];
    const kind =
      found === ';' ? 'semicolon' : found.startsWith('--') || found.startsWith('/*') ? 'comment' : 'literal';
    yield { kind, from: match.index, to: match.index + found.length };
  }
}

/** The text with every part outside literals and comments rewritten. */
export function rewriteOutsideLiterals(text: string, rewrite: (part: string) => string): string {
  let result = '';
  let start = 0;
  for (const { kind, from, to } of lexed(text)) {
    if (kind === 'semicolon') continue;
    result += rewrite(text.slice(start, from)) + text.slice(from, to);
    start = to;
  }
  return result + rewrite(text.slice(start));
}

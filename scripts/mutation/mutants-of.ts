/** The mutants of a source file, found in its syntax tree: small wrong changes that still compile more often than not. */
import ts from 'typescript';

export type MutantKind = 'operator' | 'boundary' | 'constant' | 'condition' | 'statement';

export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly kind: MutantKind;
  readonly before: string;
  readonly after: string;
  /** Place of `before` in the file. */
  readonly start: number;
  readonly end: number;
}

/** A mutant before it has a number. */
type Site = Omit<Mutant, 'id' | 'file'>;

const BOUNDARIES = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
]);
const OPERATORS = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
]);

export function mutantsOf(source: ts.SourceFile): readonly Site[] {
  const sites: Site[] = [];
  const text = source.text;
  const add = (kind: MutantKind, node: ts.Node, after: string): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    sites.push({ line, kind, before: text.slice(start, node.end), after, start, end: node.end });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) addBinary(node, text, add);
    if (ts.isIfStatement(node)) add('condition', node.expression, `!(${node.expression.getText(source)})`);
    if (ts.isConditionalExpression(node))
      add('condition', node.condition, `!(${node.condition.getText(source)})`);
    if (ts.isNumericLiteral(node)) add('constant', node, `${Number(node.text.replaceAll('_', '')) + 1}`);
    if (node.kind === ts.SyntaxKind.TrueKeyword) add('constant', node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) add('constant', node, 'true');
    if (ts.isExpressionStatement(node)) add('statement', node, ';');
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return sites;
}

function addBinary(
  { left, operatorToken, right }: ts.BinaryExpression,
  text: string,
  add: (kind: MutantKind, node: ts.Node, after: string) => void,
): void {
  const boundary = BOUNDARIES.get(operatorToken.kind);
  const operator = OPERATORS.get(operatorToken.kind);
  const whole = left.parent;
  const joinedBy = (other: string) =>
    `${text.slice(left.getStart(), left.end)} ${other} ${text.slice(right.getStart(), right.end)}`;
  if (boundary !== undefined) add('boundary', whole, joinedBy(boundary));
  if (operator !== undefined) add('operator', whole, joinedBy(operator));
}

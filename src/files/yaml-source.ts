/** YAML or JSON text as a plain value, and where in the file each of its keys stands. */
import {
  type Document,
  isMap,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';
import { UserError } from '../cj/errors.js';
import type { KeyPath, Locate } from '../input/key-path.js';
import { refusePaddedNumbers } from './padded-number.js';

export interface YamlSource {
  readonly value: unknown;
  readonly locate: Locate;
}

/** A hundred uses of an alias are plenty; a file that multiplies itself needs thousands. */
const MOST_ALIASES = 100;

/** `file` is what errors call it. */
export function parseYamlSource(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const position = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const document = parsed(text, file, lines);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    if (problem.message.includes('call stack')) throw tooDeep(file);
    const isSecond = problem.code === 'MULTIPLE_DOCS';
    throw new UserError({
      code: 'bad_yaml',
      message: isSecond
        ? 'A second document begins here (---), and the file may hold one.'
        : `This is not valid YAML: ${problem.message}${problem.message.endsWith('.') ? '' : '.'}`,
      where: position(problem.pos[0]),
    });
  }
  if (document.contents === null) {
    throw new UserError({ code: 'empty_file', message: `${file} is empty.`, where: file });
  }
  refuseUnknownAliases(document, position);
  refusePaddedNumbers(document, (scalar) => position(startOf(scalar)));
  return { value: plainValue(document, file), locate: (path) => position(offsetOf(document, path)) };
}

function refuseUnknownAliases(document: Document.Parsed, position: (offset: number) => string): void {
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      throw new UserError({
        code: 'bad_yaml',
        message: `The alias *${alias.source} is used, and no anchor &${alias.source} stands before it.`,
        where: position(startOf(alias)),
      });
    },
  });
}

function parsed(text: string, file: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw tooDeep(file);
  }
}

function tooDeep(file: string): UserError {
  return new UserError({ code: 'bad_yaml', message: `${file} is nested too deeply.`, where: file });
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    throw new UserError({
      code: 'bad_yaml',
      message: `${file} uses its aliases more than ${MOST_ALIASES} times, or nests too deeply.`,
      where: file,
    });
  }
}

/** The key (or the entry of a list) at the end of the path, or the nearest one around it that is there. */
function offsetOf(document: Document.Parsed, path: KeyPath): number {
  let node: Node | null = document.contents;
  let offset = startOf(node);
  for (const part of path) {
    const next = child(resolved(node, document), part);
    if (next === null) return offset;
    offset = next.offset;
    node = next.node;
  }
  return offset;
}

interface Child {
  readonly offset: number;
  readonly node: Node | null;
}

function child(node: Node | null, part: string | number): Child | null {
  if (isSeq<ParsedNode>(node) && typeof part === 'number') {
    const item = node.items[part];
    return item === undefined ? null : { offset: startOf(item), node: item };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return null;
  const pair = node.items.find(({ key }) => 'value' in key && String(key.value) === String(part));
  return pair === undefined ? null : { offset: startOf(pair.key), node: pair.value };
}

function resolved(node: Node | null, document: Document.Parsed): Node | null {
  return node !== null && 'resolve' in node ? (node.resolve(document) ?? null) : node;
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/**
 * One text of a file that holds many mutants, each behind a switch: `(mutant === 17 ? a <= b : a < b)`. So all of
 * them are bundled once, and a thread is told which one it has.
 */
import ts from 'typescript';
import type { Mutant } from './mutants-of.js';

export function switchedSource(source: ts.SourceFile, mutants: readonly Mutant[]): string {
  const { text } = source;
  const render = (node: ts.Node): string => {
    let written = '';
    let place = node.getStart(source);
    ts.forEachChild(node, (child) => {
      const start = child.getStart(source);
      written += text.slice(place, start) + render(child);
      place = child.end;
    });
    written += text.slice(place, node.end);
    const own = mutants.filter(({ start, end, before }) => {
      return start === node.getStart(source) && end === node.end && before !== '' && isOuter(node, source);
    });
    return own.reduce((inner, mutant) => switched(node, inner, mutant), written);
  };
  return text.slice(0, source.getStart(source)) + render(source) + text.slice(source.end);
}

/** Of two nodes with the same text (a statement without semicolon, a wrapped expression) the inner one is switched. */
function isOuter(node: ts.Node, source: ts.SourceFile): boolean {
  let same = false;
  ts.forEachChild(node, (child) => {
    if (child.getStart(source) === node.getStart(source) && child.end === node.end) same = true;
  });
  return !same;
}

function switched(node: ts.Node, written: string, { id, kind, after }: Mutant): string {
  if (kind === 'statement') return `if (${isOn(id)}) {} else { ${written} }`;
  if (ts.isExpressionStatement(node)) return written;
  return `(${isOn(id)} ? (${after}) : (${written}))`;
}

/** Mutant 0 is none, and notes what it comes by. */
function isOn(id: number): string {
  return `(cjsimMutantOn === ${id} || (cjsimMutantOn === 0 && cjsimMet(${id})))`;
}

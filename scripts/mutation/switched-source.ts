/**
 * One text of a file that holds many mutants, each behind a switch: `(mutant === 17 ? a <= b : a < b)`. So all of
 * them are bundled once, and a thread is told which one it has.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import ts from 'typescript';
import type { Mutant } from './mutants-of.js';

/** Lets esbuild read each file that has mutants with their switches. The files of mutants are paths from `root`. */
export function switchedSources(root: string, mutants: readonly Mutant[]): Plugin {
  return {
    name: 'mutants',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\/src\/(cj|steps)\/.*\.ts$/ }, ({ path }) => {
        const own = mutants.filter(({ file }) => join(root, file) === path);
        if (own.length === 0) return undefined;
        const text = readFileSync(path, 'utf8');
        const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
        return { contents: switchedSource(source, own), loader: 'ts' };
      });
    },
  };
}

function switchedSource(source: ts.SourceFile, mutants: readonly Mutant[]): string {
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

/** Draws a sample of mutants that compile: one that the compiler refuses is caught before anything runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { createDraw } from '../../src/sim/randomness.js';
import { type Mutant, mutantsOf } from './mutants-of.js';

/** Not of `current`: the museum's own overrides, and the policies of the service, which the vectors hold. */
const LEFT_OUT = /\/defects\/|\/policies\/service-|decide-service-/;

export interface Sample {
  /** Compiling mutants, in the order of files and places. */
  readonly mutants: readonly Mutant[];
  /** All sites there are, compiling or not. */
  readonly sites: number;
  /** Drawn, and refused by the compiler. */
  readonly refused: number;
}

export function compilingMutants(root: string, size: number, seed: string): Sample {
  const sites = ['src/cj', 'src/steps']
    .flatMap((folder) => sourcesIn(join(root, folder)))
    .filter((file) => !LEFT_OUT.test(file))
    .flatMap((file) => sitesOf(root, file));
  const draw = createDraw(seed);
  const shuffled = sites
    .map((mutant) => ({
      mutant,
      rank: draw('mutant', mutant.file, mutant.start, mutant.kind, mutant.after, 1),
    }))
    .sort((a, b) => a.rank - b.rank);
  const compiles = compiler(root);
  const mutants: Mutant[] = [];
  let refused = 0;
  for (const { mutant } of shuffled) {
    if (mutants.length >= size) break;
    if (compiles(mutant)) mutants.push(mutant);
    else refused++;
  }
  return { mutants: mutants.sort((a, b) => a.id - b.id), sites: sites.length, refused };
}

let lastId = 0;

function sitesOf(root: string, file: string): readonly Mutant[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
  );
  return mutantsOf(source).map((site) => ({ ...site, id: ++lastId, file }));
}

function sourcesIn(folder: string): readonly string[] {
  const root = join(import.meta.dirname, '../..');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => join(folder, name).slice(root.length + 1));
}

/** Whether the file of a mutant has no error of types or syntax. */
function compiler(root: string): (mutant: Mutant) => boolean {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const changed = new Map<string, string>();
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => config?.options ?? {},
    getScriptFileNames: () => (config?.fileNames ?? []).filter((name) => name.includes('/src/')),
    getScriptVersion: (name) => (changed.has(name) ? `m${version}` : '0'),
    getScriptSnapshot: (name) => {
      const text = changed.get(name) ?? ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return ({ file, start, end, after }) => {
    const name = join(root, file);
    const text = readFileSync(name, 'utf8');
    version++;
    changed.clear();
    changed.set(name, text.slice(0, start) + after + text.slice(end));
    return (
      service.getSyntacticDiagnostics(name).length === 0 &&
      service
        .getSemanticDiagnostics(name)
        // A value that is no longer used is a matter of lint.
        .every(({ code }) => code === 6133 || code === 6192)
    );
  };
}

/**
 * Makes the emitted declarations stand alone: what `index.d.ts` does not reach is removed, and declarations of bundled
 * packages (zod, kysely) are copied beside it, since a user of cjsim has those packages only inside the bundle.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

export interface TypesFolder {
  readonly folder: string;
  /** What the declarations were emitted from: imports are resolved there. */
  readonly sourceFolder: string;
  /** Packages that are installed with cjsim: they stay imports. */
  readonly installed: readonly string[];
}

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

export function selfContainedTypes({ folder, sourceFolder, installed }: TypesFolder): void {
  /** Declaration file → the file whose imports it has. */
  const originals = new Map<string, string>();
  const open: string[] = [];

  const reach = (declaration: string, original: string): void => {
    if (originals.has(declaration)) return;
    originals.set(declaration, original);
    open.push(declaration);
  };

  /** The declaration file of what `original` imports as `specifier`; one of a package is copied on the first visit. */
  const declarationOf = (specifier: string, original: string): string => {
    const { resolvedModule } = resolved(specifier, original);
    if (resolvedModule === undefined) throw new Error(`${original} imports ${specifier}, which is not found`);
    const { resolvedFileName } = resolvedModule;
    const inPackage = /^.*\/node_modules\/(.*)$/.exec(resolvedFileName)?.[1];
    const declaration =
      inPackage === undefined
        ? join(folder, relative(sourceFolder, resolvedFileName).replace(/(?<!\.d)\.ts$/, '.d.ts'))
        : join(folder, 'packages', inPackage);
    if (inPackage !== undefined && !originals.has(declaration)) {
      mkdirSync(dirname(declaration), { recursive: true });
      copyFileSync(resolvedFileName, declaration);
    }
    reach(declaration, resolvedFileName);
    return declaration;
  };

  const isInstalled = (specifier: string): boolean =>
    specifier.startsWith('node:') ||
    installed.some((name) => specifier === name || specifier.startsWith(`${name}/`));

  reach(join(folder, 'index.d.ts'), join(sourceFolder, 'index.ts'));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const original = originals.get(file) ?? file;
    rewriteImports(file, (specifier) => {
      if (isInstalled(specifier)) return specifier;
      const declaration = declarationOf(specifier, original);
      return specifier.startsWith('.') ? specifier : specifierOf(declaration, file);
    });
  }
  removeOthers(folder, originals);
}

function resolved(specifier: string, from: string): ts.ResolvedModuleWithFailedLookupLocations {
  return ts.resolveModuleName(specifier, from, OPTIONS, ts.sys, undefined, undefined, ts.ModuleKind.ESNext);
}

/** Write a file again with other import specifiers, if they are others. */
function rewriteImports(file: string, rename: (specifier: string) => string): void {
  const text = readFileSync(file, 'utf8');
  let rewritten = '';
  let done = 0;
  for (const specifier of specifiers(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))) {
    const start = specifier.getStart() + 1;
    rewritten += text.slice(done, start) + rename(specifier.text);
    done = start + specifier.text.length;
  }
  rewritten += text.slice(done);
  if (rewritten !== text) writeFileSync(file, rewritten);
}

/** The names of modules in `import`, `export … from` and `import('…')`, in the order of the text. */
function specifiers(node: ts.Node): readonly ts.StringLiteral[] {
  const found: ts.StringLiteral[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isStringLiteral(child) && isModuleName(child)) found.push(child);
    found.push(...specifiers(child));
  });
  return found;
}

function isModuleName({ parent }: ts.StringLiteral): boolean {
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    (ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent))
  );
}

/** `./packages/zod/index.js` for packages/zod/index.d.ts, `.cjs` for a `.d.cts`. */
function specifierOf(declaration: string, from: string): string {
  const path = relative(dirname(from), declaration)
    .replaceAll('\\', '/')
    .replace(/\.d\.([cm]?)ts$/, '.$1js');
  return path.startsWith('.') ? path : `./${path}`;
}

function removeOthers(folder: string, kept: ReadonlyMap<string, unknown>): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (/\.d\.[cm]?ts$/.test(name) && !kept.has(file)) rmSync(file);
  }
}

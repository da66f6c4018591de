/**
 * The keys of a JSON document, from the type that the code gives it: for each key its values in a few words and its
 * doc comment, and a table of its own for each object in it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../src/files/package-root.js';
import { type DeclaredWords, declaredWords } from './declared-words.js';
import { code } from './table.js';

export interface DeclaredKey {
  readonly name: string;
  /** It may be left out. */
  readonly isOptional: boolean;
  readonly value: string;
  /** Empty where no comment says it. */
  readonly meaning: string;
}

export interface KeyTable {
  /** Where such objects stand: `` at the top, `arms[].outcomes.NAME` for any name. */
  readonly paths: readonly string[];
  readonly keys: readonly DeclaredKey[];
}

/** What the page says of a type in place of its keys, by the name of the type. */
export type ElsewhereTypes = ReadonlyMap<string, string>;

/** Stands for each of any names. */
export const ANY_NAME = 'NAME';

type OpenTables = Map<ts.Type, { readonly paths: string[]; readonly keys: readonly DeclaredKey[] }>;

export class DeclaredKeys {
  readonly #checker: ts.TypeChecker;
  readonly #program: ts.Program;
  readonly #elsewhere: ElsewhereTypes;

  /** `files`: those that declare documents, from the folder of the package. */
  constructor(files: readonly string[], elsewhere: ElsewhereTypes) {
    const options = compilerOptions();
    const paths = files.map((file) => join(packageRoot(), file));
    this.#program = ts.createProgram(paths, options, withoutPackages(options));
    this.#checker = this.#program.getTypeChecker();
    this.#elsewhere = elsewhere;
  }

  /** The document itself and then each object in it, in the order of the keys. */
  tablesOf(file: string, name: string): readonly KeyTable[] {
    const declared = this.#program
      .getSourceFile(join(packageRoot(), file))
      ?.statements.find(
        (statement): statement is ts.InterfaceDeclaration =>
          ts.isInterfaceDeclaration(statement) && statement.name.text === name,
      );
    if (declared === undefined) throw new Error(`${file} declares no interface ${name}`);
    const tables: OpenTables = new Map();
    this.#visit(this.#checker.getTypeAtLocation(declared), '', tables);
    return [...tables.values()];
  }

  /** What stands in several places has one table with several paths. */
  #visit(type: ts.Type, path: string, tables: OpenTables): void {
    const properties = this.#propertiesOf(type);
    const known = tables.get(type);
    if (known !== undefined) known.paths.push(path);
    else tables.set(type, { paths: [path], keys: properties.map((property) => this.#key(property)) });
    for (const property of properties) {
      const at = path === '' ? property.name : `${path}.${property.name}`;
      const objects = this.#objectsIn(this.#checker.getTypeOfSymbol(property), at);
      for (const [inner, place] of objects) this.#visit(inner, place, tables);
    }
  }

  /** In the order of the code, those of a base before its own, as the compiler does not keep it; the version first. */
  #propertiesOf(type: ts.Type): readonly ts.Symbol[] {
    const own = type.symbol?.declarations ?? [];
    const placeOf = ({ name, declarations }: ts.Symbol): readonly [number, number] => {
      const [declared] = declarations ?? [];
      const isOwn = own.some((declaration) => declaration === declared?.parent);
      return [name === 'schema_version' ? 0 : isOwn ? 2 : 1, declared?.pos ?? 0];
    };
    const placed = this.#checker
      .getPropertiesOfType(type)
      .map((property) => ({ property, place: placeOf(property) }));
    placed.sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1]);
    return placed.map(({ property }) => property);
  }

  #key(property: ts.Symbol): DeclaredKey {
    const type = this.#checker.getTypeOfSymbol(property);
    const declared = declaredWords(property, this.#checker);
    const isAnything = (type.flags & ts.TypeFlags.Unknown) !== 0;
    return {
      name: property.name,
      // Of anything there may be nothing.
      isOptional: isAnything || (property.flags & ts.SymbolFlags.Optional) !== 0,
      value: this.#valueOf(type, declared),
      meaning: ts
        .displayPartsToString(property.getDocumentationComment(this.#checker))
        .replaceAll(/\s+/g, ' ')
        .replace(/\.$/, ''),
    };
  }

  /** Objects with keys of their own that a value is, or is a list of, and where they stand. */
  #objectsIn(type: ts.Type, path: string): readonly (readonly [ts.Type, string])[] {
    if (type.isUnion()) {
      const objects = type.types.filter(isObject);
      // Of several shapes the meaning says which.
      return objects.length === 1 ? objects.flatMap((object) => this.#objectsIn(object, path)) : [];
    }
    if (!isObject(type) || this.#elsewhereOf(type) !== undefined) return [];
    const item = this.#itemOf(type);
    if (item !== undefined) return this.#objectsIn(item, `${path}[]`);
    const byName = type.getStringIndexType();
    if (this.#checker.getPropertiesOfType(type).length > 0) return [[type, path]];
    return byName === undefined ? [] : this.#objectsIn(byName, `${path}.${ANY_NAME}`);
  }

  #valueOf(type: ts.Type, declared: DeclaredWords): string {
    const elsewhere = this.#elsewhereOf(type);
    if (elsewhere !== undefined) return elsewhere;
    const types = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => (flags & ts.TypeFlags.Undefined) === 0,
    );
    const words = types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
    const others = types.filter((one) => !one.isStringLiteral()).map((one) => this.#nameOf(one, declared));
    const parts = new Set([
      ...(words.length === 0 ? [] : [this.#listOf(words, declared)]),
      ...others.filter((text) => text !== NULL),
      ...others,
    ]);
    return [...parts].join(' or ').replace('true or false or', 'true, false or');
  }

  #listOf(words: readonly string[], { order, aliases }: DeclaredWords): string {
    const elsewhere = aliases.map((alias) => this.#elsewhere.get(alias)).find((text) => text !== undefined);
    if (elsewhere !== undefined) return elsewhere;
    const place = (word: string): number => order.indexOf(word);
    return words
      .toSorted((a, b) => place(a) - place(b))
      .map(code)
      .join(', ');
  }

  #nameOf(type: ts.Type, declared: DeclaredWords): string {
    const elsewhere = this.#elsewhereOf(type);
    if (elsewhere !== undefined) return elsewhere;
    const { flags } = type;
    if ((flags & ts.TypeFlags.Null) !== 0) return NULL;
    if (type.isNumberLiteral()) return code(String(type.value));
    if ((flags & ts.TypeFlags.BooleanLike) !== 0) return 'true or false';
    if ((flags & ts.TypeFlags.NumberLike) !== 0) return 'number';
    if ((flags & ts.TypeFlags.StringLike) !== 0) return 'text';
    if ((flags & ts.TypeFlags.Unknown) !== 0) return 'anything';
    const item = this.#itemOf(type);
    if (item !== undefined) return `list of ${this.#valueOf(item, declared)}`;
    // A text or number with a brand, such as an id.
    if (type.isIntersection()) return this.#valueOf(type.types[0] ?? type, declared);
    if (isObject(type)) return 'keys';
    throw new Error(`${this.#checker.typeToString(type)} has no words`);
  }

  #itemOf(type: ts.Type): ts.Type | undefined {
    return this.#checker.isArrayType(type) ? type.getNumberIndexType() : undefined;
  }

  #elsewhereOf(type: ts.Type): string | undefined {
    return this.#elsewhere.get(type.aliasSymbol?.name ?? type.symbol?.name ?? '');
  }
}

const NULL = 'null';

function isObject(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Object) !== 0;
}

function compilerOptions(): ts.CompilerOptions {
  const path = join(packageRoot(), 'tsconfig.json');
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8'));
  const { compilerOptions: given } = config as { readonly compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson({ ...given, types: [] }, packageRoot());
  return options;
}

/** No document has a type of a package, and without them the program is read in a third of the time. */
function withoutPackages(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (names, file, _, given) =>
    names.map(({ text }) =>
      text.startsWith('.')
        ? ts.resolveModuleName(text, file, given, host, undefined, undefined, ts.ModuleKind.ESNext)
        : { resolvedModule: undefined },
    );
  return host;
}

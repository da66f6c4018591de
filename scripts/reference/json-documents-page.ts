/** docs/reference/json-documents.md: the keys of what other commands than `cjsim run` print with `--json`. */
import { listed } from '../../src/cj/listed.js';
import type { DeclaredKey, KeyTable } from './declared-keys.js';
import { JSON_DOCUMENTS, type JsonDocument, keyTablesOf, RESULT_COMMANDS } from './json-documents.js';
import { code, table } from './table.js';

export function jsonDocumentsPage(): string {
  const result = RESULT_COMMANDS.map((name) => code(`cjsim ${name} --json`));
  return [
    '# JSON documents',
    '',
    `What commands print with \`--json\`. ${listed(result)}`,
    'print [the JSON result](json-result.md). Each other document has a part here, and each object in it a table: in the',
    'title of the table `[]` is a list, and `NAME` any name. A key with `?` may be left out. A number that cannot be',
    'computed is null, also where the table says number.',
    ...JSON_DOCUMENTS.flatMap(documentPart),
  ].join('\n');
}

function documentPart(document: JsonDocument): readonly string[] {
  const { line, prints } = document;
  const tables = keyTablesOf(document);
  const version = tables[0]?.keys.find(({ name }) => name === 'schema_version');
  return [
    '',
    `## ${code(`${line} --json`)}`,
    '',
    `${prints}${version === undefined ? '' : ` Version ${version.value.replaceAll('`', '')} (\`schema_version\`).`}`,
    ...tables.flatMap(tablePart),
  ];
}

/** What stands in several places is under the first of them. */
function tablePart({ paths: [path = '', ...others], keys }: KeyTable): readonly string[] {
  return [
    ...(path === '' ? [] : ['', `### ${code(path)}`]),
    ...(others.length === 0 ? [] : ['', `The same: ${others.map(code).join(', ')}.`]),
    '',
    table(['key', 'value', 'meaning'], keys.map(rowOf)),
  ];
}

function rowOf({ name, isOptional, value, meaning }: DeclaredKey): readonly string[] {
  return [code(isOptional ? `${name}?` : name), value, meaning];
}

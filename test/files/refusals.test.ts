/** Files that are refused: what is wrong, where, and what would be right. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCsvTable } from '../../src/files/csv-table.js';
import { loadEssays } from '../../src/files/load-essays.js';
import { loadScenario } from '../../src/files/load-scenario.js';
import { makeFolder } from '../../src/files/make-folder.js';
import { readText, unreadable } from '../../src/files/read-text.js';
import { parseYamlSource } from '../../src/files/yaml-source.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import { refusal as refusedIn } from '../refusal.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim refused '));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const refusal = (act: () => unknown): string => refusedIn(folder, act);

test('what is no text is told by what it is', () => {
  const read = (content: Uint8Array) => refusal(() => readText(file('a', content)));
  expect([
    read(Buffer.from('SQLite format 3\0\xff', 'latin1')),
    read(Buffer.from('PK\u0003\u0004\xff', 'latin1')),
    read(Buffer.from('\xff', 'latin1')),
  ]).toEqual([
    'not_utf8 | a is a database, not a text. | a | Give a text file.',
    'not_utf8 | a is a packed file such as a spreadsheet or a document, not a text. | a | Save it as text; a table as CSV.',
    'not_utf8 | a is not UTF-8 text. | a | Save it as UTF-8.',
  ]);
});

test('what the system refuses to read is told in its words, or with its code', () => {
  const told = (error: unknown) => unreadable('a', 'here', error).message;
  const withCode = (code: string) => told(Object.assign(new Error('wrong'), { code }));
  expect([withCode('ENOENT'), withCode('ELOOP'), withCode('EIO'), told('wrong')]).toEqual([
    'a does not exist.',
    'a is a link that leads to itself.',
    'a cannot be read (EIO).',
    'a cannot be read.',
  ]);
});

test('a folder that the system takes no folder in is told', () => {
  expect(refusal(() => makeFolder('/proc/none/here'))).toBe(
    'no_folder | /proc/none cannot be made: /proc takes no new folder. | – | –',
  );
});

test('a YAML that cannot be taken is told with its place', () => {
  const parse = (text: string) => refusal(() => parseYamlSource(text, 'x.yaml'));
  expect([
    parse('a: 1\n---\nb: 2\n'),
    parse('a: [1'),
    parse(''),
    parse('a: *gone\n'),
    parse(`${'['.repeat(20_000)}`),
    parse(`a: &x [1]\nb: [${'*x, '.repeat(2000)}]`).replace(/ \d+ /, ' N '),
  ]).toEqual([
    'bad_yaml | A second document begins here (---), and the file may hold one. | x.yaml:2:1 | –',
    expect.stringMatching(/^bad_yaml \| This is not valid YAML: .*[^.]\. \| x\.yaml:1:6 \| –$/),
    'empty_file | x.yaml is empty. | x.yaml | –',
    'bad_yaml | The alias *gone is used, and no anchor &gone stands before it. | x.yaml:1:4 | –',
    'bad_yaml | x.yaml is nested too deeply. | x.yaml | –',
    'bad_yaml | x.yaml uses its aliases more than N times, or nests too deeply. | x.yaml | –',
  ]);
});

test('a CSV with a wrong row or a column twice is told by its line', () => {
  const read = (text: string) => refusal(() => readCsvTable(file('t.csv', text)));
  expect([
    read('a,b\n1,2\n1\n'),
    read('a,b\n1,2,3\n'),
    read('a;b\n1;2\n1;2;3;4\n'),
    read('A, a\n1,2\n'),
    read(''),
  ]).toEqual([
    'bad_csv | This is not valid CSV: the row has 1 cell, the header 2. | t.csv:3 | Give each row as many cells as the header; one that holds a comma must stand in quotes.',
    'bad_csv | This is not valid CSV: the row has 3 cells, the header 2. | t.csv:2 | If R wrote names of rows, write the file again with row.names = FALSE.',
    'bad_csv | This is not valid CSV: the row has 4 cells, the header 2. | t.csv:3 | Give each row as many cells as the header; one that holds a semicolon must stand in quotes.',
    'bad_csv | The column a is there twice. | t.csv:1 | –',
    'empty_file | t.csv is empty. | t.csv | –',
  ]);
});

test('a folder without an essay, and a name that is none, are told', () => {
  mkdirSync(join(folder, 'none'));
  mkdirSync(join(folder, 'anchors'));
  mkdirSync(join(folder, 'odd'));
  const only = file('anchors/a.txt', 'text');
  file('odd/a\nb.txt', 'text');
  const load = (name: string) =>
    refusal(() =>
      loadEssays({ folder: join(folder, name), except: new Set([only]), where: 'essays' }),
    ).replaceAll(folder, '');
  const fix = 'Put each text into a file of its own that ends with .txt or .md.';
  expect([load('none'), load('anchors'), load('odd')]).toEqual([
    `no_essays | none holds no essay. | essays | ${fix}`,
    `no_essays | anchors holds no essay that is not an anchor. | essays | ${fix}`,
    expect.stringContaining('holds a line break or another control character'),
  ]);
  expect(refusal(() => loadScenario(5 as never))).toMatch(
    /^no_scenario_name \| loadScenario takes the name of a shipped scenario or the path of a file, in a text \| /,
  );
});

test('files of a folder that are no texts are noted, of a batch as well', () => {
  mkdirSync(join(folder, 'class'));
  for (const name of ['a.txt', 'b.md', 'c.docx', 'd.csv']) file(`class/${name}`, 'id,ability\na,1\n');
  file('qualities.csv', 'id,ability\na,1.5\n');
  const essays = '{ folder: class, csv: qualities.csv }';
  const note = 'class: no texts (.txt, .md) and so not read: c.docx';
  const one = loadScenario(file('one.yaml', `essays: ${essays}\n`));
  expect(one.notes).toEqual([note]);
  expect(one.scenario.essays?.list).toMatchObject([{ id: 'a', ability: 1.5 }, { id: 'b' }]);
  const two = loadScenario(
    file('two.yaml', `batches: [{ essays: ${essays} }, { essays: { folder: class } }]\n`),
  );
  expect(two.notes).toEqual([note, note]);
  rmSync(join(folder, 'class/c.docx'));
  expect(loadScenario(join(folder, 'one.yaml')).notes).toEqual([]);
});

test('beside a batch whose essays are of a folder another batch is told at its own place', () => {
  mkdirSync(join(folder, 'pair'));
  for (const name of ['a.txt', 'b.txt']) file(`pair/${name}`, 'A text.');
  const planned = (second: string) => {
    const batches = `batches:\n  - { id: 3, essays: { folder: pair } }\n  - { ${second} }\n`;
    const { scenario, sources } = loadScenario(file('own.yaml', `${batches}essays: { folder: pair }\n`));
    return refusal(() => expandScenario(scenario, {}, sources));
  };
  expect([planned('id: 4'), planned('id: 3')]).toEqual([
    'accepted',
    'duplicate_id | batches[1].id is 3, which batch 1 of the list has already. | own.yaml:3:7 | –',
  ]);
});

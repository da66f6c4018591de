import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/cj/errors.js';
import { loadAnchors } from '../../src/files/load-anchors.js';
import { loadEssays } from '../../src/files/load-essays.js';
import { completeScenario } from '../../src/files/load-scenario.js';
import { locateByKey } from '../../src/input/key-path.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';

let base = '';
let folder = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cjsim-essays-'));
  folder = join(base, 'essays');
  mkdirSync(folder);
  write('essays/b.txt', 'Text of b.');
  write('essays/a.md', 'Text of a.\r\nSecond line.');
});
afterEach(() => rmSync(base, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(base, name);
  writeFileSync(path, content);
  return path;
}

/** Place and message of the error, with the temporary folder left out. */
function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message}`.replaceAll(`${base}/`, '');
    throw error;
  }
  return 'accepted';
}

describe('a folder of essays', () => {
  test('ids are file names without ending, in code point order', () => {
    write('essays/Ö.txt', 'Text of Ö.');
    write('essays/B.txt', 'Text of B.');
    expect(loadEssays({ folder }).essays.map(({ id, text }) => [id, text])).toEqual([
      ['B', 'Text of B.'],
      ['a', 'Text of a.\nSecond line.'],
      ['b', 'Text of b.'],
      ['Ö', 'Text of Ö.'],
    ]);
  });

  test('hidden files and tables are passed over; other files, and folders that no anchor is read from, are reported', () => {
    write('essays/.hidden.txt', '');
    write('essays/quality.csv', 'id,quality\n');
    write('essays/c.docx', 'x');
    mkdirSync(join(folder, 'more'));
    const { essays, ignored } = loadEssays({ folder });
    expect([essays.length, ignored]).toEqual([2, ['c.docx', 'more/']]);
    const anchor = join(folder, 'more', 'anchor.txt');
    expect(loadEssays({ folder, except: new Set([anchor]) }).ignored).toEqual(['c.docx']);
  });

  test('a decomposed file name gives the composed id', () => {
    write('essays/o\u0308.txt', 'Text.');
    expect(loadEssays({ folder }).essays.map(({ id }) => id)).toContain('ö');
  });

  test('spaces around a name are none of the id, as in every table', () => {
    mkdirSync(join(base, 'spaces'));
    write('spaces/ x .txt', 'Text.');
    write('spaces.csv', 'file,quality\n" x .txt",1\n');
    const spaces = { folder: join(base, 'spaces'), csv: join(base, 'spaces.csv') };
    expect(loadEssays(spaces).essays).toEqual([{ id: 'x', text: 'Text.', ability: 1 }]);
    write('spaces/x.txt', 'Another.');
    expect(complaint(() => loadEssays(spaces))).toBe(
      'spaces/x.txt:  x .txt and x.txt would both be the essay x.',
    );
    write('spaces/ .txt', 'Text.');
    expect(complaint(() => loadEssays(spaces))).toBe(
      'spaces: The name of the file " .txt" holds nothing but spaces before its ending.',
    );
  });

  test('qualities come from a CSV by id or file name; an essay without one has none', () => {
    const csv = write('q.csv', '\uFEFFEssay_ID,Comment,Quality\r\nb.txt,"x, y",-1.5\r\n\r\na,,\r\n');
    expect(loadEssays({ folder, csv }).essays).toEqual([
      { id: 'a', text: 'Text of a.\nSecond line.' },
      { id: 'b', text: 'Text of b.', ability: -1.5 },
    ]);
  });

  test.each([
    ['id;quality\na;1.5\n', 1.5],
    ['file\ttrue_quality\na.md\t2\n', 2],
    ['id|quality\na|3\n', 3],
    ['id;quality;"a note, long"\na;4;\n', 4],
    ['id;quality;a note, long\na;5;x\n', 5],
    ['"id";"a; b";"quality"\na;;6\n', 6],
    ['sep=;\r\nid;quality\r\na;7\r\n', 7],
    ['id,quality\ra,8\r', 8],
    ['\n \nid,"quality",,\n"a ",9,,\n', 9],
    ['id,"qual\nity",quality\na,,10\n', 10],
  ])('the separator and the header of a CSV are found: %j', (text, ability) => {
    const csv = write('q.csv', text);
    expect(loadEssays({ folder, csv }).essays[0]?.ability).toBe(ability);
  });

  test.each([
    ['name,quality\na,1\n', 'q.csv:1: There is no column id or essay_id or file.'],
    [
      'id,quality\na,-1e13\n',
      'q.csv:2: quality is -1e13; it must be from -1000000000000 to 1000000000000 (logits).',
    ],
    ['id,grade\na,1\n', 'q.csv:1: There is no column ability or quality or true_quality.'],
    ['id,quality,quality\na,1,1\n', 'q.csv:1: The column quality is there twice.'],
    ['id,quality\na,1\nb,2\na,3\n', 'q.csv:4: a is there twice.'],
    ['id,quality\na,1\nc,2\n', 'q.csv:3: c is no text of the folder.'],
    ['id,quality\na,1\n,\n,,\nc,2\n', 'q.csv:5: c is no text of the folder.'],
    ['id,quality\n,2\n', 'q.csv:2: id is empty.'],
    ['id;quality\na;1,5\n', 'q.csv:2: quality is "1,5", which is not a number.'],
    ['id,quality\na,NaN\n', 'q.csv:2: quality is "NaN", which is not a number.'],
    ['id,quality\na,Infinity\n', 'q.csv:2: quality is "Infinity", which is not a number.'],
    ['id,quality\na,0x10\n', 'q.csv:2: quality is "0x10", which is not a number.'],
    ['id,quality\na,1e999\n', 'q.csv:2: quality is "1e999", which is not a number.'],
    ['id,quality\na\n', 'q.csv:2: This is not valid CSV: the row has 1 cell, the header 2.'],
    ['id,quality\na,1,2\n', 'q.csv:2: This is not valid CSV: the row has 3 cells, the header 2.'],
    ['id,quality\n"a,1\nb,2\n', 'q.csv:2: This is not valid CSV: a quote that opens here is never closed.'],
    ['id,quality\na"b,1\n', 'q.csv:2: This is not valid CSV: a quote stands within a cell.'],
    [
      'id,quality\n"a"b,1\n',
      'q.csv:2: This is not valid CSV: more follows in a cell after its closing quote.',
    ],
    ['\n\nname,quality\na,1\n', 'q.csv:3: There is no column id or essay_id or file.'],
    ['id,quality\n"\u001b[2J",1\n', 'q.csv:2: \\u001b[2J is no text of the folder.'],
    ['', 'q.csv: q.csv is empty.'],
  ])('the CSV %j is refused', (text, expected) => {
    const csv = write('q.csv', text);
    expect(complaint(() => loadEssays({ folder, csv }))).toBe(expected);
  });

  test.each([
    ['essays/c.txt', ' \n', 'essays/c.txt: essays/c.txt is an empty text.'],
    ['essays/c.txt', Buffer.from('\xe5', 'latin1'), 'essays/c.txt: essays/c.txt is not UTF-8 text.'],
    [
      'essays/c.txt',
      Buffer.from('PK\x03\x04\x14\xe5', 'latin1'),
      'essays/c.txt: essays/c.txt is a packed file such as a spreadsheet or a document, not a text.',
    ],
    ['essays/b.md', 'x', 'essays/b.txt: b.md and b.txt would both be the essay b.'],
    [
      'essays/c.txt',
      Buffer.alloc(10 * 1024 * 1024, 97),
      'essays/c.txt: essays/c.txt has 10485760 bytes; a text must have less than 10 MB (10485760 bytes).',
    ],
  ])('%s is refused', (name, content, expected) => {
    write(name, content);
    expect(complaint(() => loadEssays({ folder }))).toBe(expected);
  });

  test('a folder that is missing, a file, or without texts is refused', () => {
    mkdirSync(join(base, 'none'));
    expect(complaint(() => loadEssays({ folder: join(base, 'nowhere') }))).toBe(
      'nowhere: nowhere does not exist.',
    );
    expect(complaint(() => loadEssays({ folder: join(folder, 'a.md') }))).toBe(
      'essays/a.md: essays/a.md is a file, not a folder.',
    );
    expect(complaint(() => loadEssays({ folder: join(base, 'none') }))).toBe('none: none holds no essay.');
  });
});

describe('anchors from a CSV', () => {
  test('rows that a spreadsheet left empty are none', () => {
    const csv = write('anchors.csv', ';;\r\nfile;grade;\r\n;;\r\nb.txt;A;\r\n"";;\r\n;;;\r\n');
    expect(loadAnchors({ csv, folders: [folder] }).rows).toEqual([`${csv}:4`]);
  });

  test('texts are found beside the CSV or in a folder; the label is the file name where none is given', () => {
    write('extra.txt', 'Text of extra.');
    const csv = write('anchors.csv', 'file,grade,label,ability\nextra.txt,A,,\nb.txt,C+,Bertil,-0.5\n');
    expect(loadAnchors({ csv, folders: [folder] })).toEqual({
      anchors: [
        { label: 'extra', grade: 'A', text: 'Text of extra.' },
        { label: 'Bertil', grade: 'C+', text: 'Text of b.', ability: -0.5 },
      ],
      rows: [`${csv}:2`, `${csv}:3`],
      paths: new Set([join(base, 'extra.txt'), join(folder, 'b.txt')]),
    });
  });

  test.each([
    ['b', 'b.txt'],
    ['a', 'a.md'],
    ['o\u0308.txt', '\u00f6.txt'],
    ['u\u0308', '\u00fc.TXT'],
    ['\u00e9.txt', 'e\u0301.txt'],
    ['\u00ef/x', 'i\u0308/x.txt'],
  ])('the name %s finds the text %s', (name, onDisk) => {
    mkdirSync(join(folder, 'i\u0308'));
    for (const text of ['\u00f6.txt', '\u00fc.TXT', 'e\u0301.txt', 'i\u0308/x.txt'])
      write(`essays/${text}`, 'Text.');
    const csv = write('anchors.csv', `file,grade\n${name},A\n`);
    expect(loadAnchors({ csv, folders: [folder] }).paths).toEqual(new Set([join(folder, onDisk)]));
  });

  test('a name that could be either of two texts is refused', () => {
    write('essays/b.md', 'Another b.');
    const csv = write('anchors.csv', 'file,grade\nb,A\n');
    const load = () => loadAnchors({ csv, folders: [folder] });
    expect(complaint(load)).toBe('anchors.csv:2: essays has b.md and b.txt.');
    expect(load).toThrow(expect.objectContaining({ fix: 'Write which of them, with its ending.' }) as Error);
    write('essays/\u00f6.txt', 'Composed.');
    write('essays/o\u0308.txt', 'Decomposed.');
    write('anchors.csv', 'file,grade\n\u00f6.txt,A\n');
    expect(load).toThrow(expect.objectContaining({ fix: 'Rename one of them.' }) as Error);
    expect(complaint(load)).toBe(
      'anchors.csv:2: essays has two files \u00f6.txt, which differ only in how their letters are encoded.',
    );
  });

  test.each([
    ['text\nb.txt\n', 'anchors.csv:1: There is no column grade.'],
    ['name,grade\nb.txt,A\n', 'anchors.csv:1: There is no column file or filename or text.'],
    ['filename,grade\nc.txt,A\n', 'anchors.csv:2: There is no file c.txt and no file essays/c.txt.'],
    ['file,grade\n', 'anchors.csv: anchors.csv lists no anchor.'],
    ['file,grade\nb.txt,\n', 'anchors.csv:2: grade is empty.'],
    ['file,grade\n,A\n', 'anchors.csv:2: file is empty.'],
    ['file,grade\nc.txt,A\n', 'anchors.csv:2: There is no file c.txt and no file essays/c.txt.'],
    ['file,grade\nb.txt,A\nb.txt,B\n', 'anchors.csv:3: Two anchors have the text b.txt.'],
    ['file,grade,label\nb.txt,A,x\na.md,B,x\n', 'anchors.csv:3: Two anchors have the label x.'],
    ['file,grade,ability\nb.txt,A,high\n', 'anchors.csv:2: ability is "high", which is not a number.'],
  ])('the CSV %j is refused', (text, expected) => {
    const csv = write('anchors.csv', text);
    expect(complaint(() => loadAnchors({ csv, folders: [folder] }))).toBe(expected);
  });
});

describe("a user's own folder as a scenario", () => {
  test('a text that is an anchor is no student; unknown abilities are made up and say so', () => {
    write('essays/c.txt', 'Text of c.');
    write('anchors.csv', 'file,grade\nb.txt,A\n');
    const value = {
      essays: { folder: 'essays' },
      assignment: { grade_scale: 'swedish_8_anchor', anchors: { csv: 'anchors.csv' } },
      request: { max_comparisons: 20 },
    };
    const { scenario, sources } = completeScenario(value, { folder: base, name: 'own', locate: locateByKey });
    const plan = expandScenario(scenario, {}, sources);
    expect(plan.batches[0]?.essays.map((essay) => essay.els_essay_id)).toEqual(['a', 'c']);
    expect(plan.batches[0]?.abilities.map(({ origin }) => origin)).toEqual(['made_up', 'made_up']);
    expect(plan.assignments[0]?.anchors).toEqual([
      {
        id: 1,
        anchor_label: 'b',
        grade: 'A',
        text_storage_id: 'anchor/b',
        ability: 2.625,
        ability_origin: 'made_up',
      },
    ]);
    expect(plan.texts.find((text) => text.storage_id === 'anchor/b')?.text).toBe('Text of b.');
  });
});

/** Records of a CSV file: their separator, and the lines on which they end. */
import { expect, test } from 'vitest';
import { csvRecords } from '../../src/files/csv-records.js';

/** The separator, and each record behind its line. */
function read(text: string): readonly unknown[] {
  const { separator, records } = csvRecords(text, 'some.csv');
  return [separator, ...records.map(({ line, cells }) => [line, ...cells])];
}

test('of two separators by which all records have as many cells as the header, that of more columns counts', () => {
  expect(read('a,b;c;d\n1,2;3;4\n')).toEqual([';', [1, 'a,b', 'c', 'd'], [2, '1,2', '3', '4']]);
  expect(read('a,b,c;d\n1,2,3;4\n')).toEqual([',', [1, 'a', 'b', 'c;d'], [2, '1', '2', '3;4']]);
});

test('the line that names the separator is a line of the file, and so are empty ones', () => {
  expect(read('sep=;\na;b,c\n\n1;2,3\n')).toEqual([';', [2, 'a', 'b,c'], [4, '1', '2,3']]);
  expect(read('sep=;\na;"b\nc"\n1;2\n')).toEqual([';', [3, 'a', 'b\nc'], [4, '1', '2']]);
});

test('a file of an old Mac, whose lines end by \\r alone, has lines', () => {
  expect(read('a,b\r1,2\r\r3,4\r')).toEqual([',', [1, 'a', 'b'], [2, '1', '2'], [4, '3', '4']]);
});

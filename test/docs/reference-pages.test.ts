import { expect, test } from 'vitest';
import { referencePages } from '../../scripts/reference/reference-pages.js';

const made = await referencePages();
const pages = new Map(made.map(({ path, text }) => [path.replace(/^.*\//, ''), text]));

test('the pages are made from the code alone, so that making them twice gives the same', async () => {
  expect((await referencePages()).map(({ text }) => text)).toEqual([...pages.values()]);
  expect([...pages.keys()]).toEqual([
    'settings.md',
    'scenario.md',
    'judge-profile.md',
    'machines.md',
    'messages.md',
    'commands.md',
    'json-result.md',
    'json-documents.md',
    'metrics.md',
    'sweep-tables.md',
  ]);
});

test('every message is heard by somebody', () => {
  const rows =
    pages
      .get('messages.md')
      ?.split('## Payloads')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| `')) ?? [];
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => row.split('|')[2]?.trim() === '')).toEqual([]);
});

test('every field of a message says what it means', () => {
  const rows = (pages.get('messages.md')?.split('## Payloads')[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(35);
  expect(rows.filter((row) => row.replaceAll('\\|', '').split('|')[3]?.trim() === '')).toEqual([]);
});

test('every key of a judge profile says what it means', () => {
  const rows = (pages.get('judge-profile.md')?.split('## Top level')[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.split('|').length === 6);
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter((row) => row.split('|')[4]?.trim() === '')).toEqual([]);
});

test('every key of the JSON result says what it means', () => {
  const rows = (pages.get('json-result.md') ?? '').split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter((row) => row.split('|')[3]?.trim() === '')).toEqual([]);
});

test('no table has a cell that says undefined', () => {
  expect([...pages].filter(([, text]) => text.includes('undefined')).map(([name]) => name)).toEqual([]);
});

/** What the pages show is what the program prints. UPDATE_PAGES=1 writes it into them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { replayedPage } from './page-sessions.js';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  ...['docs/tour', 'docs/how-to'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  ),
];

test.each(PAGES)('%s shows what its commands print', (page) => {
  const { written, now } = replayedPage(page);
  if (process.env['UPDATE_PAGES'] === '1') writeFileSync(join(ROOT, page), now);
  else expect(now).toBe(written);
});

test.each(PAGES)('%s links to files that exist', (page) => {
  const written = readFileSync(join(ROOT, page), 'utf8');
  const links = [...written.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(resolve(ROOT, dirname(page), link)))).toEqual([]);
});

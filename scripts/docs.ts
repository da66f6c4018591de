/** Writes the generated pages of docs/reference; with --check it writes nothing and exits with 1 if a page differs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { referencePages } from './reference/reference-pages.js';

const isCheck = process.argv.includes('--check');

for (const { path, text } of await referencePages()) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (isCheck) {
    process.stderr.write(`${path} is not current: run npm run docs\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}

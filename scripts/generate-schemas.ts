/** Writes schemas/*.json from the zod schemas; with --check it writes nothing and exits with 1 if a file differs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedSchemas } from './generated-schemas.js';

const isCheck = process.argv.includes('--check');

for (const { path, text } of generatedSchemas()) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (isCheck) {
    process.stderr.write(`${path} is not current: run npx tsx scripts/generate-schemas.ts\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import { DEFECTS } from '../src/cj/defects/defect-named.js';
import { search } from '../src/search/search.js';

const lines: string[] = [];
for (const { name } of DEFECTS) {
  const r = search({ policy: 'current', defects: [name], start: 1, runs: 500, stopsAtFirst: true });
  const v = r.violations[0];
  if (!v) {
    console.log('MISSED', name);
    continue;
  }
  lines.push(`  '${name}': { oracle: '${v.oracle}', caughtBy: '${v.rule}', number: ${v.case} },`);
}
const path = 'src/search/exhibits.ts';
const head = readFileSync(path, 'utf8').split('export const EXHIBITS')[0];
writeFileSync(
  path,
  `${head}export const EXHIBITS: Readonly<Record<string, Exhibit>> = {\n${lines.join('\n')}\n};\n`,
);

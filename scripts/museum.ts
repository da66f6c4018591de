/**
 * Renews the museum after a change of rules or of the random scenarios: the first case that shows each defect
 * (src/search/exhibits.ts) and its smallest scenario (scenarios/museum/). The table of docs/museum.md comes from
 * `cjsim fuzz --mutants`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DEFECTS } from '../src/cj/defects/defect-named.js';
import { randomScenario } from '../src/search/random-scenario.js';
import { search } from '../src/search/search.js';
import { shrink } from '../src/search/shrink.js';

const ROOT = join(import.meta.dirname, '..');
const EXHIBITS = join(ROOT, 'src/search/exhibits.ts');
const FOLDER = join(ROOT, 'scenarios/museum');
/** Oracles over many cases or on drawn values: no single world shows what they catch. */
const WITHOUT_WORLD = ['chance-is-fair', 'rules-as-specified'];

mkdirSync(FOLDER, { recursive: true });
const entries: string[] = [];
for (const { name } of DEFECTS) {
  const [caught] = search({
    policy: 'current',
    defects: [name],
    start: 1,
    runs: 5000,
    stopsAtFirst: true,
  }).violations;
  if (caught === undefined) throw new Error(`${name} is not caught`);
  const { oracle, rule, case: number } = caught.first;
  entries.push(`  '${name}': { oracle: '${oracle}', caughtBy: '${rule}', number: ${number} },`);
  if (WITHOUT_WORLD.includes(rule)) continue;
  const small = shrink(randomScenario(number), rule, { policy: 'current', defects: [name] });
  const scenario = { ...small.scenario, name, policy: 'current', defects: [name] };
  writeFileSync(join(FOLDER, `${name}.yaml`), stringify(scenario));
  console.log(name, rule, small.sizeBefore, small.sizeAfter);
}
const [head = ''] = readFileSync(EXHIBITS, 'utf8').split('export const EXHIBITS');
const list = `export const EXHIBITS: Readonly<Record<string, Exhibit>> = {\n${entries.join('\n')}\n};\n`;
writeFileSync(EXHIBITS, head + list);

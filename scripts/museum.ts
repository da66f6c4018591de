/**
 * Renews the museum after a change of rules or of the random scenarios: the first case that shows each defect
 * (src/search/exhibits.ts) and its smallest scenario (scenarios/museum/). The table of docs/museum.md comes from
 * `cjsim fuzz --mutants`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DEFECTS } from '../src/cj/defects/defect-named.js';
import type { Found } from '../src/search/found.js';
import { medianOf } from '../src/search/median-of.js';
import type { CaseOptions } from '../src/search/plan-case.js';
import { randomScenario } from '../src/search/random-scenario.js';
import { SAMPLED_RULES } from '../src/search/rules/sampled-rules.js';
import { runCase } from '../src/search/run-case.js';
import { search } from '../src/search/search.js';
import { shrink } from '../src/search/shrink.js';

const ROOT = join(import.meta.dirname, '..');
const EXHIBITS = join(ROOT, 'src/search/exhibits.ts');
const FOLDER = join(ROOT, 'scenarios/museum');
/** Oracles over many cases or on drawn values: no single world shows what they catch. */
const WITHOUT_WORLD = [
  'chance-is-fair',
  'rules-as-specified',
  ...SAMPLED_RULES.map(({ name }) => `${name}-as-specified`),
];
/** As in the table of docs/museum.md. */
const MOST_CASES = 5000;

mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) rmSync(join(FOLDER, file));
const entries: string[] = [];
const before: number[] = [];
const after: number[] = [];
for (const { name } of DEFECTS) {
  const options = { policy: 'current', defects: [name] } as const;
  const found = firstInAWorld(options) ?? firstAtAll(options);
  if (found === null) throw new Error(`${name} is not caught`);
  const { oracle, rule, case: number } = found;
  entries.push(`  '${name}': { oracle: '${oracle}', caughtBy: '${rule}', number: ${number} },`);
  if (WITHOUT_WORLD.includes(rule)) continue;
  const small = shrink(randomScenario(number), found, options);
  before.push(small.sizeBefore);
  after.push(small.sizeAfter);
  writeFileSync(
    join(FOLDER, `${name}.yaml`),
    stringify({ ...small.scenario, name, policy: 'current', defects: [name] }),
  );
  console.log(
    name,
    rule,
    small.sizeBefore,
    small.sizeAfter,
    small.tries,
    small.isMinimal ? 'minimal' : 'bounded',
  );
}
console.log(`characters of the scenario, median: ${medianOf(before)} before, ${medianOf(after)} after`);
const [head = ''] = readFileSync(EXHIBITS, 'utf8').split('export const EXHIBITS');
const list = `export const EXHIBITS: Readonly<Record<string, Exhibit>> = {\n${entries.join('\n')}\n};\n`;
writeFileSync(EXHIBITS, head + list);

/** A world that shows it is worth more than a drawn decision, if there is one soon. */
function firstInAWorld(options: CaseOptions): (Found & { readonly case: number }) | null {
  for (let number = 1; number <= 400; number++) {
    const { found } = runCase(number, randomScenario(number), options);
    if (found !== null && !WITHOUT_WORLD.includes(found.rule)) return { case: number, ...found };
  }
  return null;
}

function firstAtAll(options: CaseOptions): (Found & { readonly case: number }) | null {
  const [kind] = search({ ...options, start: 1, runs: MOST_CASES, stopsAtFirst: true }).violations;
  return kind?.first ?? null;
}

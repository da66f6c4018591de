/**
 * Writes docs/museum.md from the defects, their exhibits and the scenarios of scenarios/museum, with the table that
 * `cjsim fuzz --mutants --json` printed.
 *
 *     node dist/cli.js fuzz --mutants --json > table.json && npx tsx scripts/museum-page.ts table.json
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFECTS } from '../src/cj/defects/defect-named.js';
import { casesOf, EXHIBITS } from '../src/search/exhibits.js';
import { medianOf } from '../src/search/median-of.js';
import type { MutantJson, MutantRow } from '../src/search/mutant-table.js';
import { randomScenario } from '../src/search/random-scenario.js';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'docs/museum.md');

const [table] = process.argv.slice(2);
if (table === undefined) throw new Error('Which table? npx tsx scripts/museum-page.ts table.json');
const { defects: rows } = JSON.parse(readFileSync(table, 'utf8')) as MutantJson;
const missed = rows.filter((row) => row.missed > 0).length;

const scenarios = DEFECTS.map(({ name }) => scenarioOf(name)).filter((scenario) => scenario !== null);
const before = scenarios.map(({ size }) => size);
const after = scenarios.map(({ text }) => text.length);

writeFileSync(
  PAGE,
  `# The museum

Every historical bug of the workflow is a *defect*: one small override of one rule of a policy, in a file of its own
under \`src/cj/defects/\`. Switch one on with \`--defect NAME\`; \`cjsim defects show NAME\` tells its story. The oracles
know none of them. They are of three classes: *invariants* over rows after each step (\`cjsim invariants\`), an
*executable specification* that restates the rules of budget, decision, completion, orientation, scores, standard
errors and grades without the program's own (\`src/sim/specification/\`), and *metamorphic* relations, of the projection
and between related worlds. How good they are on bugs that nobody named stands in [mutation.md](mutation.md), what
searches of \`current\` itself found in [hunts.md](hunts.md).

This page is written by \`scripts/museum-page.ts\`; \`scripts/museum.ts\` renews the scenarios.

## How fast each is caught

Cases of \`cjsim fuzz\` until an oracle catches the defect, from 20 starting seeds that share no case
(\`cjsim fuzz --mutants\`): median and maximum. ${missed === 0 ? 'All are caught from all 20.' : `${missed} are missed from some.`}

| defect | median | maximum | caught by (the most frequent first) |
| --- | --- | --- | --- |
${rows.map(rowText).join('\n')}

## Minimal reproductions

The first case of the search in which an oracle catches the defect in a world, made as small as it goes while the same
oracle and rule fail in the same state of the batch. What is *seen* of it may need a larger world, such as
\`cjsim run batch-21 --defect anchor-first\` or \`cjsim run four-essays --defect global-denominator\`. Median size: ${medianOf(before)} characters before (as JSON), ${medianOf(after)} after (as YAML).
\`cjsim repro NAME\` runs one, and \`cjsim blame NAME\` names the draws that it needs.
${DEFECTS.map(({ name }) => section(name)).join('')}`,
);

function rowText({ defect, median: middle, maximum, rules }: MutantRow): string {
  const by = rules.map((rule) => {
    const [oracle, name] = rule.split(':');
    return `\`${name}\` (${oracle})`;
  });
  return `| \`${defect}\` | ${middle} | ${maximum} | ${by.join(', ')} |`;
}

function section(name: string): string {
  const defect = DEFECTS.find((known) => known.name === name);
  const exhibit = EXHIBITS[name];
  if (defect === undefined || exhibit === undefined) throw new Error(`${name} has no exhibit`);
  const scenario = scenarioOf(name);
  const shown =
    scenario === null
      ? `It shows over drawn decisions or many worlds, and in no single one:\n\n\`\`\`sh\ncjsim fuzz --defect ${name} ${casesOf(exhibit)}\n\`\`\`\n`
      : `\`\`\`yaml\n${scenario.text}\`\`\`\n`;
  return `
### ${name}

${defect.story}

*Seen as:* ${defect.symptom} *Rule:* \`${defect.rule}\`. *Caught by:* \`${exhibit.caughtBy}\`.

${shown}`;
}

function scenarioOf(name: string): { readonly text: string; readonly size: number } | null {
  const path = join(ROOT, 'scenarios/museum', `${name}.yaml`);
  if (!existsSync(path)) return null;
  const size = JSON.stringify(randomScenario(EXHIBITS[name]?.number ?? 1)).length;
  return { text: readFileSync(path, 'utf8'), size };
}

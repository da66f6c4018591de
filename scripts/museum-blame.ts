/**
 * Renews the blame of the museum's minimal reproductions: docs/museum-blame.md for people, and the same as data in
 * test/fixtures/museum-blame.json, which tests compare with. Names of defects after it renew these alone.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenario } from '../src/files/load-scenario.js';
import { wrapped } from '../src/report/words-of.js';
import { blame } from '../src/search/blame/blame.js';
import { blamePage } from '../src/search/blame/blame-page.js';
import { type BlameReport, blameReport } from '../src/search/blame/blame-report.js';
import { NEUTRAL } from '../src/search/blame/blame-text.js';
import { expandScenario } from '../src/sim/scenario/expand-scenario.js';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'scenarios/museum');
const FIXTURE = join(ROOT, 'test/fixtures/museum-blame.json');
const PAGE = join(ROOT, 'docs/museum-blame.md');
const RUNS = 4000;

const INTRODUCTION = [
  'Made by `npx tsx scripts/museum-blame.ts`; `cjsim blame NAME` shows one of them. Each section is about the minimal reproduction of one defect (`scenarios/museum/NAME.yaml`).',
  `In cjsim every random number is drawn under a key of its own, so that one of them can be changed while all others stay. *Random decisions* are these draws (how long a message takes, which consumer gets it, what the judge answers, whether a fault strikes, which of equally good pairs are asked) and who runs first of several that are due at the same moment. A decision is *neutral* when nothing out of the way happens: ${NEUTRAL}.`,
  'From the world in which all are neutral, blame puts back as few decisions of the failing run as still make it fail with the same oracle, rule and state of the batch. Where the neutral world fails too, it starts from the world of another seed that does not. The set is 1-minimal (ddmin, Zeller and Hildebrandt 2002): not one of it can be left out. A smaller set that is no part of it may exist.',
];

const only = process.argv.slice(2);
const kept = existsSync(FIXTURE)
  ? (JSON.parse(readFileSync(FIXTURE, 'utf8')) as Record<string, BlameReport>)
  : {};
const reports: Record<string, BlameReport> = {};
for (const file of readdirSync(FOLDER).sort((a, b) => (a < b ? -1 : 1))) {
  const name = file.replace(/\.yaml$/, '');
  const old = kept[name];
  if (only.length > 0 && !only.includes(name) && old !== undefined) {
    reports[name] = old;
    continue;
  }
  const { scenario, sources } = loadScenario(join(FOLDER, file));
  const found = blame((draws) => expandScenario(scenario, {}, { ...sources, draws }), { runs: RUNS });
  if (found === null) throw new Error(`${name} does not fail`);
  const report = blameReport(found);
  reports[name] = report;
  console.log(name, report.verdict, report.needed.length, report.one_minimal, report.runs);
}
writeFileSync(FIXTURE, `${JSON.stringify(reports, null, 1)}\n`);
const summary = Object.values(reports).map(
  ({ case: name, verdict, decisions, needed, other_seeds: { fail, runs } }) =>
    `| \`${name}\` | ${verdict.replaceAll('_', ' ')} | ${needed.length} of ${decisions} | ${fail} of ${runs} |`,
);
const table = `| defect | chance | decisions needed | other seeds that fail too |\n| --- | --- | --- | --- |\n${summary.join('\n')}\n`;
const head = [
  '# What each exhibit of the museum needs of chance',
  ...INTRODUCTION.map((text) => wrapped(text, 120, 0)),
];
writeFileSync(PAGE, [`${head.join('\n\n')}\n`, table, ...Object.values(reports).map(blamePage)].join('\n'));

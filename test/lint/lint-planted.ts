/** Lints source that is planted in a folder of its own, with the project's Biome configuration. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = ['biome.jsonc', 'biome-plugins'];

export interface Finding {
  /** `plugin`, or the name of the rule: `lint/style/noRestrictedGlobals`. */
  readonly rule: string;
  readonly line: number;
  /** What is wrong, and the advice below it. */
  readonly message: string;
}

/** Findings of each planted file by its path; a file without findings has an empty list. */
export function lintPlanted(sources: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cjsim-lint-'));
  try {
    for (const name of CONFIGURATION) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
    for (const [path, source] of sources) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    return findingsOf(biomeLint(folder), [...sources.keys()]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The report for people: the reporters for programs leave out the advice, where a rule's own message stands. */
function biomeLint(folder: string): string {
  const biome = join(PROJECT, 'node_modules/@biomejs/biome/bin/biome');
  const flags = ['lint', '--max-diagnostics=none', '--colors=off', '--vcs-enabled=false'];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...flags], {
    cwd: folder,
    encoding: 'utf8',
  });
  const report = stdout + stderr;
  if (!report.includes('Checked ')) throw new Error(`Biome did not lint:\n${report}`);
  return report;
}

function findingsOf(report: string, paths: readonly string[]): ReadonlyMap<string, readonly Finding[]> {
  const findings = new Map<string, Finding[]>(paths.map((path) => [path, []]));
  for (const block of report.split(/^(?=\S.* ━+$)/m)) {
    const [, path = '', line, rule = ''] = /^(\S+?):(\d+):\d+ (\S+)/.exec(block) ?? [];
    const message = [...block.matchAll(/^ {2}[×!i] (.*)$/gm)].map(([, text]) => text).join(' ');
    findings.get(path)?.push({ rule, line: Number(line), message });
  }
  return findings;
}

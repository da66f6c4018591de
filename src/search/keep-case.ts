/** A failing case on disk: all that is needed to see it again, and to read it without running anything. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder } from '../files/make-folder.js';
import { shellWord } from '../report/shell-word.js';
import { traceHeader } from '../sim/trace-record.js';
import { caseWorld } from './case-world.js';
import type { Found } from './found.js';
import { type CaseOptions, planCase } from './plan-case.js';
import { randomScenario } from './random-scenario.js';
import { runCase } from './run-case.js';

/** Longest trace that is kept: a violation lies at its end, or the case is too long to read. */
const MOST_RECORDS = 20_000;

export interface FailingCase {
  /** Folder of all cases. */
  readonly parent: string;
  readonly number: number;
  /** What is wrong, where the case alone does not show it. */
  readonly found: Found;
  readonly command: string;
}

/** Writes scenario, trace, command, expanded configuration and violation; returns the folder. */
export function keepCase({ parent, number, found, command }: FailingCase, options: CaseOptions): string {
  const scenario = { ...randomScenario(number), ...options };
  const folder = freeFolder(join(parent, `case-${number}`), stringify(scenario));
  makeFolder(folder);
  const plan = planCase(scenario, options);
  const again = runCase(number, scenario, options).found;
  const violation = again ?? found;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('scenario.yaml', stringify(scenario));
  write('configuration.json', `${JSON.stringify(plan, null, 2)}\n`);
  write('violation.json', `${JSON.stringify(violation, null, 2)}\n`);
  write('trace.ndjson', traceOf(plan, violation.step));
  const repro = `cjsim repro ${shellWord(join(folder, 'scenario.yaml'))}\n`;
  write('command.txt', `${command}\n${again === null ? '' : repro}`);
  return folder;
}

/** The folder, with a number behind it where it holds something else: a case of another defect, or a file of the user's. */
function freeFolder(folder: string, scenario: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? folder : `${folder}-${count}`;
    if (!existsSync(name)) return name;
    const file = join(name, 'scenario.yaml');
    if (existsSync(file) && readFileSync(file, 'utf8') === scenario) return name;
  }
}

/** As `--trace` writes it, up to the step that broke the promise. */
function traceOf(plan: ReturnType<typeof planCase>, lastStep: number | null): string {
  const lines = [traceHeader(plan)];
  const { world, stopChecking } = caseWorld(plan, {
    ownDatabase: true,
    onRecord: (record) => lines.push(JSON.stringify(record)),
  });
  stopChecking();
  try {
    const most = Math.min(lastStep ?? MOST_RECORDS, MOST_RECORDS);
    while (world.steps < most && world.step().kind === 'advanced');
  } catch {
    // A failed assertion ends the trace where it ended the world.
  } finally {
    world.close();
  }
  return `${lines.join('\n')}\n`;
}

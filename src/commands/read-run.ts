/** A run to replay or compare: the database of a world, or the file that `--trace` wrote. */
import { readFileSync } from 'node:fs';
import { UserError } from '../cj/errors.js';
import type { Verdict } from '../judges/judge.js';
import { readStoredWorld } from '../report/stored-world.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { openFile } from '../store/better-sqlite3-driver.js';
import { openStore } from '../store/store.js';

export interface RecordedRun {
  readonly plan: WorldPlan;
  /** The records as they were written, oldest first. */
  readonly lines: readonly string[];
  /** Verdicts that no seed can repeat, by correlation id; a trace file has none. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

export function readRun(path: string): RecordedRun {
  const text = startOf(path).startsWith('SQLite format 3') ? null : readFileSync(path, 'utf8');
  if (text !== null) return runOfTrace(text, path);
  const store = openStore(openFile(path, { readOnly: true, mustExist: true }), {
    where: path,
    readOnly: true,
  });
  try {
    const { plan } = readStoredWorld(store);
    const verdicts = store.journal
      .verdicts()
      .map(({ key, verdict }) => [key, JSON.parse(verdict) as Verdict] as const);
    return { plan, lines: store.journal.traceAfter(0), verdicts: new Map(verdicts) };
  } finally {
    store.driver.close();
  }
}

function runOfTrace(text: string, path: string): RecordedRun {
  const lines = text.split('\n').filter((line) => line !== '');
  const header = planOf(lines[0] ?? '');
  if (header === null) {
    throw new UserError({
      code: 'no_trace',
      message: `${path} is neither a world nor a trace`,
      fix: 'Give the file of cjsim run … --trace FILE, or of --db FILE',
      where: path,
    });
  }
  const records = lines.slice(1).filter((line) => line.startsWith('{"n":'));
  return { plan: header, lines: records, verdicts: new Map() };
}

function planOf(line: string): WorldPlan | null {
  try {
    return (JSON.parse(line) as { readonly plan?: WorldPlan }).plan ?? null;
  } catch {
    return null;
  }
}

function startOf(path: string): string {
  try {
    return readFileSync(path).subarray(0, 16).toString('latin1');
  } catch {
    throw new UserError({ code: 'no_file', message: `There is no file ${path}`, where: path });
  }
}

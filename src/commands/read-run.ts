/** A run to replay or compare: the database of a world, or the file that `--trace` wrote. */
import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../cj/errors.js';
import { objectOrNull } from '../cj/stored-value.js';
import { traceOfCase } from '../files/case-folder.js';
import type { Verdict } from '../judges/judge.js';
import { readStoredWorld } from '../report/stored-world.js';
import { refuseDeleted } from '../sim/deleted-batches.js';
import type { JudgeModule } from '../sim/judge-module.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import { TRACE_VERSION } from '../sim/trace-record.js';
import type { Outcome } from '../sim/world-parts.js';
import { SQLITE_START } from '../store/application-id.js';
import { openToRead } from '../store/open-to-read.js';
import { fileNamed } from './naming-file.js';
import { startOfFile } from './start-of-file.js';

export interface RecordedRun {
  /** A file of records, and no database. */
  readonly isTrace: boolean;
  readonly plan: WorldPlan;
  /** The records as they were written, oldest first. */
  readonly lines: readonly string[];
  /** Messages that are under way at its end, each as the record that would tell of it; of a trace file none is known. */
  readonly underWay: readonly string[];
  /** Verdicts that no seed can repeat, by correlation id; a trace file has none. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Where a judge of the user's own was; null for a profile, and where it was not recorded. */
  readonly judgeModule: JudgeModule | null;
  /** How it ended; null for a run under way, and for a trace that breaks off. */
  readonly outcome: Outcome | null;
}

/** `named`: a database, a trace, or the folder of a kept case. */
export function readRun(named: string): RecordedRun {
  const path = traceOfCase(named);
  const start = startOfFile(path);
  if (start === null) {
    const message = existsSync(path) ? `${path} is no file that can be read` : `There is no file ${path}`;
    throw new UserError({ code: 'no_file', message, where: path });
  }
  if (!start.startsWith(SQLITE_START)) return runOfTrace(readFileSync(path, 'utf8'), path);
  try {
    return runOfDatabase(path);
  } catch (error) {
    throw fileNamed(error, path);
  }
}

function runOfDatabase(path: string): RecordedRun {
  const store = openToRead(path);
  try {
    const { plan, judgeModule, outcome } = readStoredWorld(store, path);
    refuseDeleted(store, path);
    const verdicts = store.journal
      .verdicts()
      .map(({ key, verdict }) => [key, JSON.parse(verdict) as Verdict] as const);
    return {
      isTrace: false,
      plan,
      lines: store.journal.traceAfter(0),
      underWay: store.journal.queue().map(({ id }) => JSON.stringify({ messageId: id })),
      verdicts: new Map(verdicts),
      judgeModule,
      outcome,
    };
  } finally {
    store.driver.close();
  }
}

/** Put before a text by editors of Windows, which also end lines by \r\n. */
const BYTE_ORDER_MARK = /^\ufeff/;

function runOfTrace(text: string, path: string): RecordedRun {
  const lines = text
    .replace(BYTE_ORDER_MARK, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const first = objectOrNull(parsed(lines[0] ?? ''));
  refuseOtherVersion(first, path);
  const header = headerOf(first);
  if (header === null) {
    throw new UserError({
      code: 'no_trace',
      message: `${path} is neither a world nor a trace`,
      fix: 'Give the file of cjsim run … --trace FILE, or of --db FILE',
      where: path,
    });
  }
  const outcome = outcomeOf(lines.at(-1) ?? '');
  const records = lines.slice(1, outcome === null ? undefined : -1);
  const broken = records.findIndex((line) => !isRecord(line));
  if (broken >= 0) {
    throw new UserError({
      code: 'broken_trace',
      message: `Line ${broken + 2} of ${path} is no record: the trace is damaged or breaks off there`,
      fix: 'Write it again with cjsim run … --trace FILE, or give the database of the run',
      where: path,
    });
  }
  const { plan, judge_module: judgeModule = null } = header;
  return { isTrace: true, plan, lines: records, underWay: [], verdicts: new Map(), judgeModule, outcome };
}

/** Whatever else its header and records hold means something else. */
function refuseOtherVersion(first: ParsedLine, path: string): void {
  const version = first?.['trace_version'] ?? TRACE_VERSION;
  if (version === TRACE_VERSION) return;
  throw new UserError({
    code: 'other_trace_version',
    message: `${path} is a trace of version ${JSON.stringify(version)}, and this cjsim reads version ${TRACE_VERSION}`,
    fix: 'Run its scenario again with --trace FILE, or take the cjsim that wrote it',
    where: path,
  });
}

function isRecord(line: string): boolean {
  const value = objectOrNull(parsed(line));
  return typeof value?.['n'] === 'number' && typeof value['actor'] === 'string';
}

function outcomeOf(line: string): Outcome | null {
  return (parsed(line) as { readonly outcome?: Outcome } | null)?.outcome ?? null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** null: the line is no JSON object. */
type ParsedLine = ReturnType<typeof objectOrNull>;

interface TraceHeader {
  readonly plan: WorldPlan;
  readonly judge_module?: JudgeModule;
}

function headerOf(header: ParsedLine): TraceHeader | null {
  const { batches, settings, judge } = objectOrNull(header?.['plan']) ?? {};
  const isPlan = Array.isArray(batches) && objectOrNull(settings) !== null && objectOrNull(judge) !== null;
  return isPlan ? (header as unknown as TraceHeader) : null;
}

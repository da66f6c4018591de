/** What is said where a run ends or stands still, and its exit code: the same for run, resume, step and fork. */
import { isTerminal } from '../cj/words.js';
import { shellWord } from '../report/shell-word.js';
import type { StoredWorld } from '../report/stored-world.js';
import { counted } from '../report/words-of.js';
import { pendingReasons } from '../sim/pending.js';
import { reachedStop } from '../sim/reached-stop.js';
import { entryOfRow } from '../sim/world-journal.js';
import type { Ending } from '../sim/world-parts.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** Batches of which it is said what they wait for. */
const MOST_PENDING = 3;

export function toGoOn(database: string): string {
  return `To go on: cjsim resume ${shellWord(database)}`;
}

/** `trace`: the file that the trace so far was written to. */
export function interruption(database: string | undefined, trace?: string): string {
  if (database !== undefined) return `Interrupted. ${toGoOn(database)}\n`;
  const kept = trace === undefined ? 'nothing was kept' : `only the trace so far was kept, in ${trace}`;
  return `Interrupted; ${kept}. With --db FILE a run can go on later.\n`;
}

/** Of a world in memory that broke a promise. */
export function notKept(trace?: string): string {
  const kept =
    trace === undefined ? 'the world was not kept' : `of the world only its trace was kept, in ${trace}`;
  return `Note: ${kept}. With --db FILE it is, up to the step that failed.\n`;
}

function beyondStop(database: string): string {
  return `To go on beyond it: cjsim resume ${shellWord(database)} --past-stop`;
}

export interface Conclusion {
  readonly ending: Ending;
  /** The file that holds the world; undefined where it cannot go on. */
  readonly database: string | undefined;
  readonly terminal: Terminal;
}

export function concluded(world: StoredWorld, { ending, database, terminal }: Conclusion): ExitCode {
  const says = wordsOf(world, ending);
  const goesOn = database !== undefined && (ending === 'stopped' || ending === 'timed_out');
  const onward = goesOn ? ` ${isAtStop(world) ? beyondStop(database) : toGoOn(database)}` : '';
  if (says !== null) terminal.err(`${says}${onward}\n`);
  if (ending === 'timed_out') return EXIT.timedOut;
  const isCut = (ending === 'horizon' && !haveAllEnded(world)) || ending === 'stranded';
  const hasFailed = world.batches.some(({ state }) => state.state === 'FAILED');
  return isCut || hasFailed ? EXIT.failed : EXIT.done;
}

function wordsOf(world: StoredWorld, ending: Ending): string | null {
  const steps = world.outcome?.steps ?? 0;
  switch (ending) {
    case 'finished':
      return null;
    case 'stopped':
      return isAtStop(world)
        ? `The world has ended after step ${steps}, at the stop of its scenario.`
        : [`Stopped after step ${steps}.`, ...pendingSentences(world)].join(' ');
    case 'timed_out':
      return 'The runner gave up waiting for the batch (--completion-timeout).';
    case 'stranded':
      return 'Nothing more can happen, and not every batch has ended: cjsim inspect --stuck lists them.';
    case 'horizon':
      return haveAllEnded(world)
        ? 'Every batch had ended when the horizon was reached; messages were still under way (scenario key horizon).'
        : 'The horizon was reached before every batch had ended (scenario key horizon).';
  }
}

/** What unended batches wait for; of many the first. */
function pendingSentences({ plan, batches, store }: StoredWorld): readonly string[] {
  const ended = new Set(batches.filter(({ state }) => isTerminal(state.state)).map(({ label }) => label));
  const entries = store.journal.queue().map(entryOfRow);
  const reasons = pendingReasons({ plan, entries, hasEnded: (label) => ended.has(label) });
  const more = reasons.length - MOST_PENDING;
  return [
    ...reasons.slice(0, MOST_PENDING).map((reason) => `${reason.replace('batch', 'Batch')}.`),
    ...(more > 0
      ? [`${counted(more, 'batch', 'batches')} more ${more === 1 ? 'has' : 'have'} not ended.`]
      : []),
  ];
}

function isAtStop({ plan, outcome, store }: StoredWorld): boolean {
  return outcome !== null && reachedStop(plan, outcome, store.journal.queue());
}

function haveAllEnded({ plan, batches }: StoredWorld): boolean {
  return batches.length === plan.batches.length && batches.every(({ state }) => isTerminal(state.state));
}

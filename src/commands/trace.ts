/** `cjsim trace`: the records of a world, one a line, filtered. */
import { UserError } from '../cj/errors.js';
import { replay } from '../library/replay.js';
import { isCalled } from '../report/container-name.js';
import { batchNamed, type StoredWorld } from '../report/stored-world.js';
import { traceChrome } from '../report/trace-chrome.js';
import { traceMermaid } from '../report/trace-mermaid.js';
import { refuseDeleted } from '../sim/deleted-batches.js';
import { DURATION, durationMs } from '../sim/scenario/duration.js';
import type { TraceRecord } from '../sim/trace-record.js';
import type { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { DB_FLAG, readingWorld, WORLD_FILE } from './kept-world.js';

/** More arrows than this nobody reads in one diagram. */
const MOST_ARROWS = 200;

/** In place of a longer diagram Mermaid draws an error: the default of its maxTextSize. */
const MOST_LETTERS = 50_000;

export const traceCommand: Command = {
  positionals: WORLD_FILE,
  flags: {
    db: DB_FLAG,
    batch: { value: 'ID', describe: 'one batch, by id or uuid' },
    actor: { value: 'NAME', describe: 'actors whose name (also that of cjsim ps) holds this' },
    type: { value: 'TYPE', describe: 'records of this type: a message, command or timer' },
    from: { value: 'STEP', describe: 'from this step on' },
    to: { value: 'STEP', describe: 'up to this step' },
    since: { value: 'TIME', describe: 'from this virtual time on: 90s after the start of the clock' },
    before: { value: 'TIME', describe: 'before this virtual time' },
    mermaid: { describe: 'a sequence diagram instead, of the first 200 steps (--most)' },
    chrome: { describe: 'Chrome trace JSON instead, for Perfetto, in virtual time' },
    draws: { describe: 'each record with the key and value of the draws of its step (runs the world again)' },
    most: { value: 'N', describe: 'with --mermaid: so many steps at most' },
  },
  examples: [['cjsim trace --type decide-continuation | head -1', 'a decision with all its values']],
  run: (args, terminal) => {
    checkTogether(args);
    return readingWorld(args, terminal, async (world) => {
      const isWanted = recordFilter(world, args);
      const all = args.has('draws') ? await drawnRecords(world) : world.records();
      const records = all.filter(isWanted);
      if (records.length === 0) terminal.err(`None of the ${all.length} records matches.\n`);
      const text = shown(records, world, args);
      if (args.has('mermaid') && text.length > MOST_LETTERS) {
        terminal.err(
          `The diagram has ${text.length} letters: Mermaid draws none of more than ${MOST_LETTERS}, if its maxTextSize is not raised. Choose fewer steps (--most, --batch, --from, --to).\n`,
        );
      }
      terminal.out(text);
      return EXIT.done;
    });
  },
};

function shown(records: readonly TraceRecord[], world: StoredWorld, args: Arguments): string {
  const { clockStartMs } = world.plan;
  if (args.has('mermaid')) {
    const most = args.wholeNumber('most', { least: 1 }) ?? MOST_ARROWS;
    return traceMermaid(records, world.records(), { clockStartMs, most });
  }
  if (args.has('chrome')) return traceChrome(records, clockStartMs);
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Whether a record is one of those that the flags ask for. */
function recordFilter(world: StoredWorld, args: Arguments): (record: TraceRecord) => boolean {
  const named = args.text('batch');
  const label = named === undefined ? undefined : batchNamed(world, named).label;
  const actor = args.text('actor');
  const type = args.text('type');
  const from = args.wholeNumber('from', { least: 1 }) ?? 1;
  const to = args.wholeNumber('to', { least: 1 }) ?? Number.MAX_SAFE_INTEGER;
  const since = timeOf(args, 'since') ?? 0;
  const before = timeOf(args, 'before') ?? Number.POSITIVE_INFINITY;
  return (record) => {
    const sinceStart = record.at - world.plan.clockStartMs;
    return (
      record.n >= from &&
      record.n <= to &&
      sinceStart >= since &&
      sinceStart < before &&
      (label === undefined || record.batch === label) &&
      (actor === undefined || isCalled(record.actor, actor)) &&
      (type === undefined || record.type === type)
    );
  };
}

function checkTogether(args: Arguments): void {
  args.atMostOne('mermaid', 'chrome', 'draws');
  if (args.text('most') === undefined || args.has('mermaid')) return;
  throw new UserError({
    code: 'bad_flags',
    message: '--most goes with --mermaid.',
    fix: 'Add --mermaid, or leave --most out.',
  });
}

/** What a step drew is stored nowhere: it follows from the plan. */
async function drawnRecords({ plan, store }: StoredWorld): Promise<readonly TraceRecord[]> {
  if (plan.judge.kind === 'module') {
    throw new UserError({
      code: 'judge_is_a_module',
      message: 'The draws of this world cannot be shown: its judge is a module, which would be asked again.',
    });
  }
  refuseDeleted(store, 'this database');
  const records: TraceRecord[] = [];
  const onRecord = (record: TraceRecord) => records.push(record);
  const again = await replay({ plan, lines: store.journal.traceAfter(0), onRecord });
  if (again.kind === 'same') return records;
  throw new UserError({
    code: 'not_repeatable',
    message: `The world cannot be repeated: step ${again.step} comes out otherwise.`,
    fix: 'cjsim replay shows the difference; another version of cjsim may be the cause.',
  });
}

/** Virtual milliseconds since the start of the clock; undefined where the flag was not given. */
function timeOf(args: Arguments, flag: string): number | undefined {
  const text = args.text(flag);
  if (text === undefined) return undefined;
  if (DURATION.test(text)) return durationMs(text);
  throw new UserError({
    code: 'bad_time',
    message: `"${text}" is no time.`,
    fix: 'Write a duration: 90s, 5m, 1h30m.',
    where: `--${flag}`,
  });
}

/** `cjsim delete`: batches with everything that is theirs. */
import { UserError } from '../cj/errors.js';
import type { BatchId } from '../cj/words.js';
import { someOf } from '../input/some-of.js';
import { shellWord } from '../report/shell-word.js';
import { reachedStop } from '../sim/reached-stop.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { Outcome } from '../sim/world-parts.js';
import { inTransaction } from '../store/driver.js';
import type { QueueEntry, RunHeader } from '../store/journal.js';
import { openToChange } from '../store/open-to-change.js';
import type { Store } from '../store/store.js';
import type { Command } from './command.js';
import { EXIT } from './exit-code.js';
import { namingFile } from './naming-file.js';

export const deleteCommand: Command = {
  positionals: { ids: { describe: 'ids of the batches, as cjsim inspect shows them', many: true } },
  flags: {
    db: { value: 'FILE', describe: 'the world to change (needed)' },
    force: { describe: 'also in a world that has not ended; it then cannot go on' },
  },
  examples: [['cjsim delete 5 6 --db world.db', 'the stuck batches of the seed']],
  run: (args, terminal) => {
    const path = args.required(
      'db',
      'Deleting needs --db FILE: it never falls on the world of the last run by itself.',
    );
    const ids = [...new Set(args.texts('ids').map(batchId))];
    return namingFile(path, () => {
      const store = openToChange(path, (unchanged) => {
        if (!args.has('force')) refuseUnfinished(unchanged, path);
        refuseUnknown(ids, unchanged, path);
      });
      try {
        inTransaction(store.driver, () => {
          for (const id of ids) store.batches.delete(id);
        });
        terminal.out(`Deleted ${ids.length === 1 ? 'batch' : 'batches'} ${ids.join(', ')}\n`);
        return EXIT.done;
      } finally {
        store.driver.close();
      }
    });
  },
};

/** A world that goes on would meet batches that are no longer there. */
function refuseUnfinished({ journal }: Store, path: string): void {
  const header = journal.header();
  if (header === undefined || hasEnded(header, journal.queue())) return;
  throw new UserError({
    code: 'unfinished_world',
    message: `The world in ${path} has not ended`,
    fix: `Finish it with cjsim resume ${shellWord(path)}, or add --force`,
  });
}

/** By itself or at its scenario's own stop; a stop point or the runner's time-out only interrupts it. */
function hasEnded({ header, outcome }: RunHeader, queue: readonly QueueEntry[]): boolean {
  if (outcome === null) return false;
  const ended = JSON.parse(outcome) as Outcome;
  if (ended.ending !== 'stopped') return ended.ending !== 'timed_out';
  return reachedStop(JSON.parse(header) as WorldPlan, ended, queue);
}

function refuseUnknown(ids: readonly BatchId[], { batches }: Store, path: string): void {
  const known = batches.ids();
  const missing = ids.filter((id) => !known.includes(id));
  if (missing.length === 0) return;
  throw new UserError({
    code: 'unknown_batch',
    message: `There is no batch ${missing.join(', ')} in ${path}`,
    fix: known.length === 0 ? 'It has no batches' : `Its batches are ${someOf(known)}`,
  });
}

function batchId(text: string): BatchId {
  if (/^\d{1,15}$/.test(text)) return Number(text) as BatchId;
  throw new UserError({
    code: 'bad_batch_id',
    message: `"${text}" is no batch id`,
    fix: 'Batch ids are whole numbers: cjsim inspect lists them',
  });
}

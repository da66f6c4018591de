/** `cjsim cancel`: tells batches of a stored, unfinished world that they are cancelled; `resume` goes on from there. */
import { BugError, UserError } from '../cj/errors.js';
import type { BatchId } from '../cj/words.js';
import { someOf } from '../input/some-of.js';
import type { Judge } from '../judges/judge.js';
import { resumeWorld } from '../library/resume-world.js';
import { shellWord } from '../report/shell-word.js';
import type { StoredWorld } from '../report/stored-world.js';
import { refuseDeleted } from '../sim/deleted-batches.js';
import type { Command } from './command.js';
import { toGoOn } from './conclude.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { DB_FLAG, withStoredWorld, worldNamed } from './kept-world.js';
import { namingWorld } from './naming-world.js';
import type { Terminal } from './terminal.js';

/** A message is put into the queue, and no step is done. */
const NEVER_ASKED: Judge = {
  compare: () => {
    throw new BugError('cancel asks no judge');
  },
};

export const cancelCommand: Command = {
  positionals: { ids: { describe: 'ids of the batches, as cjsim inspect shows them', many: true } },
  flags: { db: { ...DB_FLAG, describe: 'the world to change (default: that of the last run here)' } },
  examples: [
    ['cjsim cancel 21 --db run.db && cjsim resume run.db', 'cancel batch 21 and see what becomes of it'],
  ],
  run: (args, terminal) => {
    const database = worldNamed(args);
    return namingWorld(database, () => cancelled(database, [...new Set(args.texts('ids'))], terminal));
  },
};

async function cancelled(database: string, labels: readonly string[], terminal: Terminal): Promise<ExitCode> {
  await withStoredWorld(database, (world) => checkBatches(world, database, labels));
  const world = resumeWorld({ database, judge: NEVER_ASKED });
  try {
    if (world.next() === 'finished') throw ended(database);
    for (const label of labels) world.cancel(label);
    terminal.err(`Told: batch ${labels.join(', batch ')}. ${toGoOn(database)}\n`);
    return EXIT.done;
  } finally {
    world.close();
  }
}

/** Before the world is opened to go on, which forgets how it ended: what is refused stays as it is. */
function checkBatches(
  { plan, outcome, store }: StoredWorld,
  database: string,
  labels: readonly string[],
): void {
  refuseDeleted(store, database);
  const known = plan.batches.map(({ label }) => label);
  const unknown = labels.find((label) => !known.includes(label));
  if (unknown !== undefined) {
    throw new UserError({
      code: 'unknown_batch',
      message: `There is no batch ${unknown} in ${database}`,
      fix: `Its batches are ${someOf(known)}`,
      where: database,
    });
  }
  const early = labels.find((label) => store.batches.counters(Number(label) as BatchId) === undefined);
  if (early !== undefined) {
    throw new UserError({
      code: 'not_requested_yet',
      message: `Batch ${early} is not there yet: at step ${store.journal.lastTraced()?.n ?? 0} its request has not come`,
      fix: `Go on first: cjsim resume ${shellWord(database)} --until STEP`,
      where: database,
    });
  }
  if (outcome?.ending === 'finished') throw ended(database);
}

function ended(database: string): UserError {
  return new UserError({
    code: 'world_ended',
    message: `The world in ${database} has ended: there is nothing to cancel`,
    fix: 'Stop a run half-way (cjsim run … --db FILE --until 30s), or give a batch of the scenario cancel_at',
    where: database,
  });
}

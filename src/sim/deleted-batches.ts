/**
 * Batches that somebody deleted from a stored world, with `cjsim delete` or in SQL: their records went with their
 * rows, and their actors stayed. Such a world can be read, but neither go on nor be repeated.
 */
import { UserError } from '../cj/errors.js';
import { kindOf } from '../cj/services.js';
import type { Store } from '../store/store.js';
import { batchOf } from './bus.js';
import type { StoredSnapshot } from './stored-snapshot.js';

/** Their labels: a batch whose actor has left its first state had rows. */
export function deletedBatches({ journal, batches }: Store): readonly string[] {
  const there = new Set(batches.ids().map(String));
  return journal
    .actors()
    .filter(({ actor }) => kindOf(actor) === 'batch')
    .map(({ actor, snapshot }) => ({ label: batchOf(actor) ?? '', snapshot }))
    .filter(({ label }) => !there.has(label))
    .filter(({ snapshot }) => (JSON.parse(snapshot) as StoredSnapshot).value !== 'requested')
    .map(({ label }) => label)
    .sort((a, b) => Number(a) - Number(b));
}

export function wereDeleted(labels: readonly string[]): string {
  return `${labels.length === 1 ? `Batch ${labels.join('')} was` : `Batches ${labels.join(', ')} were`} deleted`;
}

export function refuseDeleted(store: Store, where: string): void {
  const deleted = deletedBatches(store);
  if (deleted.length === 0) return;
  throw new UserError({
    code: 'batches_deleted',
    message: `${wereDeleted(deleted)} from the world in ${where}: it can neither go on nor be repeated`,
    fix: 'Run its scenario again, or give a copy from before the deletion',
    where,
  });
}

/** Writes down at once what a journalled run writes step by step: trace, snapshots, queue and late verdicts. */
import type { BatchId } from '../cj/words.js';
import type { Journal } from '../store/journal.js';
import { stored } from './actor-host.js';
import { writeThrough } from './world-journal.js';
import type { WorldWiring } from './world-wiring.js';

export function writeWhole({ host, trace, lateVerdicts, faults }: WorldWiring, journal: Journal): void {
  const writer = writeThrough(journal);
  for (const [label, policy] of host.made) writer.made(Number(label) as BatchId, label, policy);
  for (const record of trace.lines) writer.recorded(record, trace.chain);
  for (const { id, snapshot } of host.actors.all()) writer.moved(id, stored(snapshot));
  for (const entry of host.queue.entries()) writer.added(entry);
  lateVerdicts.writeAll();
  faults.writeTo(writer);
}

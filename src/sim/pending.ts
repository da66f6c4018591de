/** What the batches of a world that has not ended wait for, in words. */
import { clockText } from '../cj/clock-text.js';
import type { QueueEntry } from './queue-entry.js';
import type { WorldPlan } from './scenario/world-plan.js';

type DueEntry = Pick<QueueEntry, 'at' | 'type' | 'kind' | 'batch' | 'background'>;

export interface Unended {
  readonly plan: WorldPlan;
  readonly entries: Iterable<DueEntry>;
  readonly hasEnded: (label: string) => boolean;
}

/** Of each batch that has not ended: `batch 21 waits for 3 callbacks, next due at 00:04:10`, on the clock of the world. */
export function pendingReasons({ plan, entries, hasEnded }: Unended): readonly string[] {
  const due = new Map<string, DueEntry[]>();
  for (const { label } of plan.batches) if (!hasEnded(label)) due.set(label, []);
  for (const entry of entries) if (!entry.background) due.get(entry.batch ?? '')?.push(entry);
  return [...due].map(
    ([label, ofBatch]) => `batch ${label} waits for ${whatFor(ofBatch, plan.clockStartMs)}`,
  );
}

function whatFor(due: readonly DueEntry[], startMs: number): string {
  if (due.length === 0) return 'nothing that is under way';
  const messages = due.filter(({ kind }) => kind === 'message');
  const awaited = messages.length > 0 ? messages : due;
  const names = awaited.map(nameOf);
  const things = [...new Set(names)].map((name) =>
    counted(name, names.filter((other) => other === name).length),
  );
  const next = awaited.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return `${things.join(' and ')}, ${awaited.length === 1 ? '' : 'next '}due at ${clockText(next - startMs)}`;
}

function nameOf({ kind, type }: DueEntry): string {
  if (kind === 'command') return `its step ${type}`;
  return kind === 'timer' ? 'a time-out' : (NAMES[type] ?? `the message ${type}`);
}

/** What comes to a batch, as people call it. */
const NAMES: Readonly<Record<string, string>> = {
  'request.due': 'its request',
  'assessment.requested': 'its request',
  'content.requested': 'text',
  'content.delivered': 'text',
  'content.missing': 'text',
  'comparison.requested': 'model call',
  'call.due': 'model call',
  'comparison.answered': 'callback',
};

const COUNTABLE: readonly string[] = ['text', 'model call', 'callback'];

function counted(name: string, count: number): string {
  return COUNTABLE.includes(name) ? `${count} ${name}${count === 1 ? '' : 's'}` : name;
}

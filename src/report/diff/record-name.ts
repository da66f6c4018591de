/** A record of a trace in a few words. */
import type { TraceRecord } from '../../sim/trace-record.js';

export function recordName(record: TraceRecord | null): string {
  return record === null ? 'nothing' : `${record.actor} ${record.type}, ${record.before} → ${record.after}`;
}

/** A line of a trace as its record; a UserError for the line of something else. */
import { UserError } from '../cj/errors.js';
import type { TraceRecord } from '../sim/trace-record.js';

export function recordOf(call: string, line: string, index: number): TraceRecord {
  try {
    const record = JSON.parse(line) as TraceRecord | null;
    if (typeof record?.n === 'number') return record;
  } catch {
    // Told below.
  }
  throw new UserError({
    code: 'no_record',
    message: `lines[${index}] is no record of a trace.`,
    fix: 'Give the records alone, without the header and the outcome of a trace file.',
    where: `${call}: lines`,
  });
}

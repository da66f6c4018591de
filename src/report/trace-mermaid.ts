/** The trace as a sequence diagram in Mermaid: who sent what to whom, in virtual time. */
import type { TraceRecord } from '../sim/trace-record.js';
import { counted } from './words-of.js';

export interface MermaidOptions {
  readonly clockStartMs: number;
  /** Messages shown; a note says how many are left out. */
  readonly most: number;
}

/** `records` may be filtered; `all` finds who caused a message. */
export function traceMermaid(
  records: readonly TraceRecord[],
  all: readonly TraceRecord[],
  { clockStartMs, most }: MermaidOptions,
): string {
  const actorOf = new Map(all.map(({ messageId, actor }) => [messageId, actor]));
  const shown = records.slice(0, most);
  const senderOf = ({ causedBy, actor }: TraceRecord): string => actorOf.get(causedBy ?? '') ?? actor;
  const steps = shown.flatMap((record) => arrow(record, senderOf(record), clockStartMs));
  const actors = [...new Set(shown.flatMap((record) => [senderOf(record), record.actor]))];
  const left = records.length - shown.length;
  return [
    'sequenceDiagram',
    ...actors.map((actor) => `  participant ${idOf(actor)} as ${actor}`),
    ...steps,
    ...(left > 0 && actors[0] !== undefined
      ? [`  Note over ${idOf(actors[0])}: and ${counted(left, 'more step')}`]
      : []),
    '',
  ].join('\n');
}

function arrow(record: TraceRecord, from: string, clockStartMs: number): readonly string[] {
  const { actor, type, at, before, after, decision, fault = [] } = record;
  const to = idOf(actor);
  const seconds = ((at - clockStartMs) / 1000).toFixed(3);
  return [
    `  ${idOf(from)}${from === actor ? '-)' : '->>'}${to}: ${safe(type)} (${seconds} s)`,
    ...(before === after ? [] : [`  Note over ${to}: ${safe(after)}`]),
    ...(decision ? [`  Note over ${to}: ${decision.decision}`] : []),
    ...fault.map((struck) => `  Note over ${to}: fault ${safe(struck)}`),
  ];
}

function idOf(actor: string): string {
  return actor.replaceAll(/[^A-Za-z0-9_]/g, '_');
}

/** Mermaid ends a statement at a semicolon and a text at a hash. */
function safe(text: string): string {
  return text.replaceAll(/[;#]/g, ',');
}

/** docs/reference/messages.md: every message between actors, who hears it, and what it carries. */
import { ACTOR_KINDS } from '../../src/sim/actor-kinds.js';
import { declaredMessages } from './message-types.js';
import { code, table } from './table.js';

export function messagesPage(): string {
  const { messages, payloads } = declaredMessages();
  return [
    '# Messages',
    '',
    'What actors send each other over the bus, at least once. Where a step is named, it runs first, and the machine hears',
    'what came of it; the others are heard by the machine itself.',
    '',
    table(
      ['message', 'heard by', 'step', 'payload'],
      messages.map(({ type, payload }) => [
        code(type),
        hearers(type).map(code).join(', '),
        stepOf(type),
        code(payload),
      ]),
    ),
    '',
    '## Payloads',
    ...payloads.flatMap(({ name, comment, fields }) => [
      '',
      `### ${name}`,
      '',
      ...(comment === '' ? [] : [comment, '']),
      table(
        ['field', 'type', 'meaning'],
        fields.map((field) => [code(field.name), code(field.type), field.comment]),
      ),
    ]),
  ].join('\n');
}

/** Kinds of actor with a step for the message, or whose machine knows it as an event. */
function hearers(type: string): readonly string[] {
  return [...ACTOR_KINDS]
    .filter(([, { steps, machine }]) => steps.has(type) || machine.events.includes(type))
    .map(([kind]) => kind);
}

function stepOf(type: string): string {
  const named = [...ACTOR_KINDS.values()].some(({ steps }) => steps.has(type));
  return named ? 'yes' : '';
}

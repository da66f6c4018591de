/**
 * The faults by name: what each does to the world, and which keys say when and how. What they do is in the other
 * files of this folder; none of it is in the model.
 */

/** Keys of a fault beside its name. */
export type FaultKey = 'rate' | 'nth' | 'at_step' | 'from' | 'to' | 'at' | 'by' | 'actor' | 'batch' | 'as';

export interface FaultKind {
  /** What happens, in one sentence. */
  readonly does: string;
  readonly needs: readonly FaultKey[];
  readonly may: readonly FaultKey[];
  /** What `by` is where it is left out, in milliseconds. */
  readonly byMs?: number;
}

const SOMETIMES: readonly FaultKey[] = ['rate', 'nth', 'at_step', 'from', 'to', 'batch'];

function sometimes(does: string, may: readonly FaultKey[] = [], byMs?: number): FaultKind {
  return { does, needs: [], may: [...SOMETIMES, ...may], ...(byMs === undefined ? {} : { byMs }) };
}

const KINDS = {
  'drop-callback': sometimes('A callback is lost'),
  'duplicate-callback': sometimes('A callback is delivered twice, the second time `by` later', ['by'], 1000),
  'delay-callback': sometimes('A callback is delayed by `by`, beyond later ones', ['by'], 30_000),
  'corrupt-callback': sometimes(
    'A callback arrives malformed, with a wrong correlation id, or as an error without detail (`as` picks one)',
    ['as'],
  ),
  'consumer-crash-before-commit': sometimes(
    'The consumer of a callback crashes before it commits; the message is delivered again `by` later',
    ['by'],
    10_000,
  ),
  'consumer-crash-after-commit': sometimes(
    'The consumer of a callback crashes after it committed; the message is delivered again `by` later',
    ['by'],
    10_000,
  ),
  'content-missing': sometimes('The content service does not have a text'),
  'content-slow': sometimes('The content service takes `by` longer for a text', ['by'], 45_000),
  'provider-429': sometimes("The model's server refuses a call for `by`: too many requests", ['by'], 5000),
  'provider-500': sometimes("The model's server fails a call"),
  'provider-503': sometimes("The model's server is unavailable for a call"),
  'provider-timeout': sometimes('A call gets no answer for `by`', ['by'], 30_000),
  'provider-burst': sometimes(
    'All first calls of a wave fail together; `rate` is the share of such waves, `nth` counts the waves of a batch',
  ),
  'provider-outage': { does: 'No call gets through', needs: ['from', 'to'], may: ['batch'] },
  'provider-slow': sometimes('A verdict takes `by` longer', ['by'], 20_000),
  'judge-nonsense': sometimes('The judge answers what is no verdict'),
  'outbox-failure': sometimes('The broker does not take an event of the outbox'),
  pause: { does: 'An actor stands still; what is for it waits', needs: ['actor', 'from', 'to'], may: [] },
  restart: { does: 'An actor loses its memory and keeps its rows', needs: ['actor'], may: ['at', 'at_step'] },
  'process-crash': {
    does: 'The process of the assessment service dies and starts again: all its actors lose their memory',
    needs: [],
    may: ['at', 'at_step'],
  },
  'clock-jump': { does: "The monitor's clock jumps ahead by `by`", needs: ['at', 'by'], may: [] },
  'flush-idempotency-keys': {
    does: 'Redis is emptied: callbacks of the last `by` are delivered again, as if they had not been seen',
    needs: ['at'],
    may: ['by'],
    byMs: 60_000,
  },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof KINDS;

export const FAULT_NAMES = Object.keys(KINDS) as readonly FaultName[];

export const FAULT_KINDS: Readonly<Record<FaultName, FaultKind>> = KINDS;

/** How `corrupt-callback` damages a callback. */
export const CORRUPTIONS = ['malformed', 'wrong-correlation-id', 'error-without-detail'] as const;
export type Corruption = (typeof CORRUPTIONS)[number];

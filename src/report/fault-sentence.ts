/** What faults of the simulated world did to a step, in words that need no manual. */
import type { FaultName } from '../sim/faults/fault-kinds.js';

/** One stroke in words, and what several are called. */
type Told = readonly [once: string, several: string];

const TOLD: Readonly<Record<FaultName | 'unanswered', Told>> = {
  'drop-callback': ['a callback is lost on its way', 'lost callbacks'],
  'duplicate-callback': ['a callback will arrive twice', 'doubled callbacks'],
  'delay-callback': ['a callback is held up, so that later ones overtake it', 'delayed callbacks'],
  'corrupt-callback': ['a callback is damaged on its way', 'damaged callbacks'],
  'consumer-crash-before-commit': [
    'the consumer of a callback crashes before it commits, and the callback will be delivered again',
    'crashes before a commit',
  ],
  'consumer-crash-after-commit': [
    'the consumer of a callback crashes after it committed, and the callback will be delivered again',
    'crashes after a commit',
  ],
  'content-missing': ['the content service does not have a text', 'missing texts'],
  'content-slow': ['the content service is slow with a text', 'slow texts'],
  'provider-429': ["the model's server refuses a call: too many requests", 'refused calls'],
  'provider-500': ["the model's server fails a call", 'failed calls'],
  'provider-503': ["the model's server is unavailable for a call", 'calls to an unavailable server'],
  'provider-timeout': ['a call gets no answer in time', 'calls without an answer'],
  'provider-burst': ['all first calls of a wave fail together', 'failed calls'],
  'provider-outage': ["no call gets through to the model's server", 'calls that do not get through'],
  'provider-slow': ['the model answers late', 'late verdicts'],
  'judge-nonsense': ['the judge answers what is no verdict', 'answers that are no verdicts'],
  'outbox-failure': ['the broker does not take an event', 'refused events'],
  pause: ['an actor stands still, and what is for it waits', 'messages for a paused actor'],
  restart: ['an actor loses its memory and keeps its rows', 'restarts'],
  'process-crash': ['the process of the assessment service dies and starts again', 'crashes of the process'],
  'clock-jump': ["the monitor's clock has jumped ahead", 'looks at a clock that jumped'],
  'flush-idempotency-keys': [
    'this callback will come again when Redis is emptied',
    'callbacks that will come again when Redis is emptied',
  ],
  unanswered: [
    'this comparison is never answered, as the scenario says',
    'comparisons that are never answered',
  ],
};

/** `faults` as the trace has them: a name, a colon, and what was struck. */
export function faultSentence(faults: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const fault of faults) {
    const name = fault.split(':', 1)[0] ?? fault;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, times]) => `A fault (${name}): ${strokes(name, times)}.`).join(' ');
}

function strokes(name: string, times: number): string {
  const [once, several] = TOLD[name as FaultName] ?? ['it strikes', 'strokes'];
  return times === 1 ? once : `${times} ${several}`;
}

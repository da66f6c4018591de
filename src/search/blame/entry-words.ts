/** Queue entries and steps of a run in plain words: "callback 7", "the counter of callback 6". */
import type { CallbackPart } from '../../cj/callback.js';
import { listed } from '../../cj/listed.js';
import { factSentence } from '../../report/fact-sentence.js';
import { policyWithDefects } from '../../sim/policies-in-force.js';
import type { TraceRecord } from '../../sim/trace-record.js';
import type { AskedComparison, DecidedRun } from './decided-run.js';

/** What a part of a callback's handling does, and what it is called. */
const PART_WORDS: Readonly<Record<CallbackPart, { readonly does: string; readonly noun: string }>> = {
  match: { does: 'finds its comparison', noun: 'the matching' },
  write: { does: 'stores the answer', noun: 'the answer' },
  count: { does: 'counts it', noun: 'the counting' },
  readCount: { does: 'reads the counters', noun: 'the reading of the counters' },
  storeCount: { does: 'writes the counters that it read, plus one', noun: 'the counter' },
  check: { does: 'checks whether the wave is complete', noun: 'the check' },
};

const STEP_WORDS: Readonly<Record<string, string>> = {
  'request.due': 'sends the request',
  'assessment.requested': 'takes the request',
  'content.requested': 'is asked for a text',
  'content.delivered': 'gets a text',
  'content.missing': 'hears that a text is missing',
  'prepare-batch': 'prepares its essays',
  'submit-first-wave': 'submits its first wave',
  'comparison.requested': 'takes comparisons',
  'call.due': 'asks the judge',
  'wave.complete': 'hears that a wave is complete',
  'continuation.due': 'hears that a continuation is due',
  'decide-continuation': 'decides how to go on',
  'score-batch': 'fits the scores',
  'finish-batch': 'completes',
  'fail-batch': 'fails',
  'batch.cancel': 'is cancelled',
  'batch.stuck': 'hears that it is stuck',
  'recover-stuck': 'is recovered by the monitor',
  'sweep-batches': 'looks for stuck batches',
  'publish-event': 'publishes an event',
  'outbox.ready': 'hears of an event to publish',
  'assessment.completed': 'hears that the batch is complete',
  'assessment.failed': 'hears that the batch has failed',
  'actor.restart': 'starts again',
};

/** Facts that tell nothing of how a failure came about. */
const UNTOLD = ['anchor.resolved', 'budget.resolved'];

export class EntryWords {
  readonly #groups: readonly (readonly CallbackPart[])[];
  readonly #comparisons = new Map<string, AskedComparison>();

  constructor({ plan, comparisons }: Pick<DecidedRun, 'plan' | 'comparisons'>) {
    this.#groups = policyWithDefects(plan.policy, plan.defects).callbackCommits;
    for (const comparison of comparisons) this.#comparisons.set(comparison.correlationId, comparison);
  }

  /** `callback 7`; `callback 7 (delivery 2)`; of a key with the fault or restart that repeats it, `callback 7 (delivered again)`. */
  callback(key: string): string {
    const [, id = '', delivery, again] = /^([^#/+]*)(?:#(\d+))?(\+)?/.exec(key) ?? [];
    const comparison = this.#comparisons.get(id);
    const named = comparison === undefined ? 'an unknown callback' : `callback ${comparison.id}`;
    if (again !== undefined) return `${named} (delivered again)`;
    return delivery === undefined ? named : `${named} (delivery ${delivery})`;
  }

  /** The comparisons of these callbacks: `5: s-01 with s-03`. */
  legend(texts: readonly string[]): readonly string[] {
    const named = new Set(texts.flatMap((text) => [...text.matchAll(/callback (\d+)/g)].map(([, id]) => id)));
    return [...this.#comparisons.values()]
      .filter(({ id }) => named.has(String(id)))
      .sort((x, y) => x.id - y.id)
      .map(({ id, a, b }) => `${id}: ${a} with ${b}`);
  }

  /** `comparison 7 (s-01 with s-02)` */
  comparison(correlationId: string): string {
    const comparison = this.#comparisons.get(correlationId);
    if (comparison === undefined) return 'an unknown comparison';
    return `comparison ${comparison.id} (${comparison.a} with ${comparison.b})`;
  }

  /** What is due, as a noun. */
  entry(id: string): string {
    const [type = '', ...rest] = id.split('|');
    const key = rest.at(-1) ?? '';
    switch (type) {
      case 'comparison.answered':
        return this.callback(key);
      case 'persist-next-part':
        return this.#rest(id);
      case 'continuation.due':
        return `the continuation that ${this.callback(key)} asks for`;
      case 'wave.complete':
        return `the news that wave ${key.split('/')[1] ?? ''} is complete`;
      case 'call.due':
        return 'a call to the judge';
      case 'batch.cancel':
        return `the moment when batch ${/^[^@#]*/.exec(key)?.[0] ?? ''} is cancelled`;
      case 'comparison.requested':
        return 'a message with comparisons for the judge';
      case 'content.requested':
      case 'content.delivered':
        return `the ${type === 'content.requested' ? 'request for a text' : 'text'} ${key}`;
      default:
        return this.#command(type, rest);
    }
  }

  /** One step as a sentence without its end. */
  step(record: TraceRecord): string {
    const actor = actorWords(record.actor);
    if (record.type === 'comparison.answered') {
      const taken = `${actor} takes ${this.callback(record.messageId.split('|')[1] ?? '')}`;
      return `${taken}${this.#ignored(record) ?? `${errorOf(record)}: ${this.#doings(0)}`}`;
    }
    if (record.type === 'persist-next-part') {
      const { callback, group } = partOf(record.messageId);
      return `${actor} goes on with ${this.callback(callback)}${errorOf(record)}: ${this.#doings(group)}`;
    }
    const timer = timerName(record.type);
    if (timer !== null) return `the timer ${timer} of ${actor} goes off`;
    const told = (record.facts ?? [])
      .filter(({ fact }) => !UNTOLD.includes(fact))
      .map(factSentence)
      .filter((fact) => fact !== '')
      .join(' ')
      .replace(/\.$/, '');
    const decided = record.decision === undefined ? '' : `: ${record.decision.decision}`;
    const does = STEP_WORDS[record.type] ?? `runs ${record.type}`;
    return `${actor} ${does}${decided}${told === '' ? '' : `. ${told}`}`;
  }

  #ignored({ facts = [] }: TraceRecord): string | null {
    const ignored = facts.find((fact) => fact.fact === 'callback.ignored');
    return ignored?.fact === 'callback.ignored' ? `, which is ${ignored.why}, and ignores it` : null;
  }

  #doings(group: number): string {
    const parts = this.#groups[group] ?? [];
    return parts.map((part) => PART_WORDS[part].does).join(', ') || 'handles it';
  }

  #rest(id: string): string {
    const { callback, group } = partOf(id);
    const [part] = this.#groups[group] ?? [];
    return `${part === undefined ? 'the rest' : PART_WORDS[part].noun} of ${this.callback(callback)}`;
  }

  #command(type: string, [actor = '']: readonly string[]): string {
    const timer = timerName(type);
    if (timer !== null) return `the timer ${timer} of ${actorWords(actor)}`;
    return `the moment when ${actorWords(actor)} ${STEP_WORDS[type] ?? `runs ${type}`}`;
  }
}

/** Of a command to persist a later part: the callback's key, and the number of the group of parts. */
function partOf(id: string): { readonly callback: string; readonly group: number } {
  const [, callback = '', group = '1'] = /\|([^|]*)~(\d+)$/.exec(id) ?? [];
  return { callback, group: Number(group) };
}

function errorOf({ facts = [] }: TraceRecord): string {
  return facts.some((fact) => fact.fact === 'callback.persisted' && !fact.usable) ? ', an error' : '';
}

/** `FIRST_SWEEP` of `xstate.after.FIRST_SWEEP.batchMonitor.starting`; null for what is no timer. */
function timerName(type: string): string | null {
  return /^xstate\.after\.([^.]+)/.exec(type)?.[1] ?? null;
}

/** `batch 21`, `consumer 2`, `the monitor` */
export function actorWords(actor: string): string {
  const [kind = '', name] = actor.split('/');
  if (name === undefined) return kind === '' ? 'somebody' : `the ${kind.replaceAll('_', ' ')}`;
  return kind === 'runner' ? `the runner of batch ${name}` : `${kind} ${name}`;
}

/** `step 7`, `steps 7 and 9` */
export function stepsWords(steps: readonly number[]): string {
  if (steps.length === 0) return 'before the first step';
  return `${steps.length === 1 ? 'step' : 'steps'} ${listed(steps.map(String))}`;
}

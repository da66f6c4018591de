/** The stop point of `--until` as its flag writes it: a step, a time, or a state. */
import { UserError } from '../cj/errors.js';
import type { ActorId } from '../cj/messages.js';
import { kindOf } from '../cj/services.js';
import { didYouMean } from '../input/nearest-name.js';
import { someOf } from '../input/some-of.js';
import { actorsOf } from './faults/actor-meant.js';
import { clockTimeMs } from './scenario/clock-time.js';
import { DURATION, durationMs } from './scenario/duration.js';
import { stateNames } from './state-names.js';
import type { NamedStop, StopPoint, StoppedPlan } from './stop-point.js';

/** `--until STEP|TIME|STATE`: a number, 90s or 2026-02-02T08:01:00Z, or the state that an actor comes to. */
export function parseUntil(text: string, plan: StoppedPlan, flag = '--until'): NamedStop {
  const where = `${flag} ${text}`;
  const stop = untilStep(text) ?? untilMoment(text, plan, where) ?? untilState(text, plan, where);
  if (stop !== null) return { never: 'the world ended before', ...stop, where };
  throw new UserError({
    code: 'bad_until',
    message: `"${text}" is neither a step, a time nor a state.`,
    fix: `Write ${flag} 120, ${flag} 90s, ${flag} projecting or ${flag} batch/21=continuing.`,
    where,
  });
}

function untilStep(text: string): StopPoint | null {
  if (!/^\d+$/.test(text)) return null;
  const step = Number(text);
  return { isBefore: (_, steps) => steps >= step, isAfter: () => false };
}

function untilMoment(
  text: string,
  { clockStartMs, horizonMs }: StoppedPlan,
  where: string,
): StopPoint | null {
  const until = DURATION.test(text) ? clockStartMs + durationMs(text) : clockTimeMs(text);
  if (until === null) return null;
  if (until - clockStartMs > horizonMs) {
    throw new UserError({
      code: 'bad_until',
      message: `${text} lies after the horizon, at which the world ends.`,
      fix: 'Give an earlier time, or a longer horizon (scenario key horizon).',
      where,
    });
  }
  return { isBefore: (at) => at > until, isAfter: () => false };
}

function untilState(
  text: string,
  plan: StoppedPlan,
  where: string,
): (StopPoint & Pick<NamedStop, 'never'>) | null {
  const [, actor, state] = /^(?:([a-z_]+(?:\/[^=]+)?)=)?([a-zA-Z.]+)$/.exec(text) ?? [];
  if (state === undefined) return null;
  if (actor !== undefined) checkActor(actor, plan, where);
  checkState(state, actor ?? null, where);
  return {
    isBefore: () => false,
    isAfter: (record) =>
      (actor === undefined || record.actor === actor) &&
      record.before !== record.after &&
      isState(record.after, state),
    never: `${actor ?? 'no actor'} ${actor === undefined ? '' : 'never '}came to ${state} from another state`,
  };
}

function checkState(state: string, actor: ActorId | null, where: string): void {
  const known = actor === null ? stateNames() : stateNames(kindOf(actor));
  if (known.includes(state)) return;
  throw new UserError({
    code: 'unknown_state',
    message: `${actor === null ? 'No actor has a' : `${actor} has no`} state ${state}${didYouMean(state, known)}`,
    fix: `Use one of ${known.filter((name) => !name.includes('.')).join(', ')}.`,
    where,
  });
}

function checkActor(actor: string, { batches, consumers }: StoppedPlan, where: string): void {
  const known = actorsOf(batches, consumers.count);
  if (known.includes(actor)) return;
  throw new UserError({
    code: 'unknown_actor',
    message: `This world has no actor ${actor}${didYouMean(actor, known)}`,
    fix: `Use one of ${someOf(known.filter((name) => !name.startsWith('runner/')))}.`,
    where,
  });
}

/** `projecting`, or an inner state: `fetchingContent` of `preparing.fetchingContent`. */
function isState(name: string, wanted: string): boolean {
  return name === wanted || name.split('.').includes(wanted);
}

/**
 * Where the world asks the judge: it makes the request of one comparison from the plan's texts and the run's
 * keyed draws, and keeps verdicts that were given outside a step. It decides nothing.
 */
import type { Draw } from '../cj/draw.js';
import { BugError, UserError } from '../cj/errors.js';
import type { Hash } from '../cj/hash.js';
import type { ComparisonRequest as Call, ComparisonOrder } from '../cj/messages.js';
import { comparisonPrompt } from '../cj/prompt.js';
import type { CorrelationId } from '../cj/words.js';
import type { TrueAbility } from '../judges/abilities.js';
import { askJudgeSafely } from '../judges/ask-judge-safely.js';
import type { AskingDraws, ComparisonRequest, Judge, Verdict } from '../judges/judge.js';
import { createJudgeDraws } from '../judges/judge-draws.js';
import { createSimulatedJudge } from '../judges/simulated.js';
import { textOf } from '../judges/user-judge.js';
import type { BatchPlan, WorldPlan } from './scenario/world-plan.js';

export interface JudgeDesk {
  /** The verdict on one comparison of a call, given before or at once. */
  readonly verdictOf: (call: Call, order: ComparisonOrder) => Verdict;
  /** Verdicts of a call that are still to come; null when the step can run. */
  readonly ask: (call: Call) => Promise<readonly GivenVerdict[]> | null;
  readonly provide: (given: readonly GivenVerdict[]) => void;
}

export interface GivenVerdict {
  readonly correlationId: CorrelationId;
  readonly verdict: Verdict;
}

export interface JudgeDeskOptions {
  readonly plan: WorldPlan;
  readonly draw: Draw;
  readonly hash: Hash;
  /** A judge of the user's own; without one the plan's profile answers. */
  readonly judge: Judge | null;
  /** A verdict of an earlier run, in place of asking the judge. */
  readonly recorded: (id: CorrelationId) => Verdict | undefined;
  /** A verdict that was written down when it arrived. */
  readonly stored: (id: CorrelationId) => Verdict | undefined;
  /** Told of each verdict that took its time, when it arrives, and of one of an earlier run. */
  readonly onArrival: (given: GivenVerdict) => void;
}

export function createJudgeDesk(options: JudgeDeskOptions): JudgeDesk {
  const { judge } = options;
  const given = new Map<CorrelationId, Verdict>();
  /** Asked and still to come: whoever asks again waits for the same. */
  const coming = new Map<CorrelationId, Promise<GivenVerdict>>();
  const requests = requestMaker(options);
  const judgeOf = judgePerBatch(options);
  const arrived = (verdict: GivenVerdict): GivenVerdict => {
    options.onArrival(verdict);
    return verdict;
  };
  return {
    verdictOf(call, order) {
      const { correlation_id: id } = order;
      const known = given.get(id) ?? options.stored(id) ?? options.recorded(id);
      if (known !== undefined) {
        given.delete(id);
        return known;
      }
      return judgeOf(call, order)(requests(call, order));
    },
    ask(call) {
      if (judge === null) return null;
      const open = call.orders.filter(
        ({ correlation_id: id }) => !given.has(id) && options.stored(id) === undefined,
      );
      for (const order of open) {
        const { correlation_id: correlationId } = order;
        if (coming.has(correlationId)) continue;
        const known = options.recorded(correlationId);
        if (known !== undefined) {
          given.set(correlationId, arrived({ correlationId, verdict: known }).verdict);
          continue;
        }
        const answer = askJudgeSafely(judge, requests(call, order));
        if (answer instanceof Promise)
          coming.set(
            correlationId,
            answer.then((verdict) => arrived({ correlationId, verdict })),
          );
        else given.set(correlationId, answer);
      }
      const late = open.flatMap(({ correlation_id: id }) => coming.get(id) ?? []);
      return late.length > 0 ? Promise.all(late) : null;
    },
    provide(verdicts) {
      for (const { correlationId, verdict } of verdicts) {
        coming.delete(correlationId);
        given.set(correlationId, verdict);
      }
    },
  };
}

/** Who answers a comparison at once. */
type Answering = (request: ComparisonRequest) => Verdict;

/** A simulated judge knows the true abilities of its own batch's essays; its verdicts need no check. */
function judgePerBatch({
  plan,
  hash,
  judge,
}: JudgeDeskOptions): (call: Call, order: ComparisonOrder) => Answering {
  if (judge !== null) {
    const answering = answeringAtOnce(judge);
    return () => answering;
  }
  const batches = new Map(plan.batches.map((batch) => [batch.label, batch]));
  const desks = new Map<string, BatchDesk>();
  return (call, order) => {
    let desk = desks.get(call.label);
    if (desk === undefined) {
      desk = batchDesk(plan, hash, batches.get(call.label));
      desks.set(call.label, desk);
    }
    desk.learn(order);
    return desk.answer;
  };
}

function answeringAtOnce(judge: Judge): Answering {
  return (request) => {
    const verdict = askJudgeSafely(judge, request);
    if (!(verdict instanceof Promise)) return verdict;
    const { essayA, essayB } = request;
    throw new BugError('A verdict was asked inside a step and is still to come', { essayA, essayB });
  };
}

interface BatchDesk {
  readonly answer: Answering;
  /** Anchors get their essay ids only in the run: abilities are found by the storage ids of the texts. */
  readonly learn: (order: ComparisonOrder) => void;
}

function batchDesk(plan: WorldPlan, sha256: Hash, batch: BatchPlan | undefined): BatchDesk {
  if (plan.judge.kind === 'module')
    throw new BugError('The judge module was not loaded', { judge: plan.judge });
  const byText = abilitiesByText(plan, batch);
  const abilities = new Map<string, TrueAbility>();
  const learn = (essay: string, text: string): void => {
    const ability = byText.get(text);
    if (ability !== undefined && !abilities.has(essay)) abilities.set(essay, ability);
  };
  const judge = createSimulatedJudge(plan.judge.profile, { abilities, sha256 });
  return {
    answer: (request) => judge.compare(request),
    learn: (order) => {
      learn(order.essay_a, order.text_a);
      learn(order.essay_b, order.text_b);
    },
  };
}

function abilitiesByText(plan: WorldPlan, batch: BatchPlan | undefined): ReadonlyMap<string, TrueAbility> {
  const byText = new Map<string, TrueAbility>();
  for (const [index, essay] of (batch?.essays ?? []).entries()) {
    const ability = batch?.abilities[index]?.ability;
    if (typeof ability === 'number') byText.set(essay.text_storage_id, { ability });
  }
  for (const assignment of plan.assignments) {
    if (assignment.assignment_id !== batch?.request['assignment_id']) continue;
    for (const { text_storage_id, ability, grade } of assignment.anchors) {
      if (ability !== null) byText.set(text_storage_id, { ability, grade });
    }
  }
  return byText;
}

function requestMaker({
  plan,
  draw,
  judge,
}: JudgeDeskOptions): (call: Call, order: ComparisonOrder) => ComparisonRequest {
  const texts = new Map(plan.texts.map(({ storage_id, text }) => [storage_id, text]));
  const drawsOf = createJudgeDraws(draw);
  const essayText = (storageId: string): string => texts.get(storageId) ?? '';
  return (call, order) => {
    const essayA = { id: order.essay_a, text: essayText(order.text_a) };
    const essayB = { id: order.essay_b, text: essayText(order.text_b) };
    const own = drawsOf({
      batchLabel: call.label,
      essayA: essayA.id,
      essayB: essayB.id,
      attempt: order.attempt,
      wave: call.iteration,
    });
    const draws = judge === null ? own : checkedDraws(own);
    return {
      essayA,
      essayB,
      prompt: comparisonPrompt(call, essayA.text, essayB.text),
      // What a judge of the user's own does to them is not done to the call.
      parameters: judge === null ? call.llm : structuredClone(call.llm),
      attempt: order.attempt,
      wave: call.iteration,
      draw: draws.draw,
      pairDraw: draws.pairDraw,
      essayDraw: draws.essayDraw,
      waveDraw: draws.waveDraw,
    };
  };
}

/** A judge of the user's own may ask for one number twice; it gets the same, and the run draws it once. */
function checkedDraws({ draw, pairDraw, essayDraw, waveDraw }: AskingDraws): AskingDraws {
  const known = new Map<string, number>();
  return {
    draw(purpose) {
      checkPurpose('draw', purpose);
      const number = known.get(purpose) ?? draw(purpose);
      known.set(purpose, number);
      return number;
    },
    pairDraw(purpose) {
      checkPurpose('pairDraw', purpose);
      return pairDraw(purpose);
    },
    essayDraw(purpose, essay) {
      checkPurpose('essayDraw', purpose);
      return essayDraw(purpose, essay);
    },
    waveDraw(purpose) {
      checkPurpose('waveDraw', purpose);
      return waveDraw(purpose);
    },
  };
}

/** A module without types may give anything. */
function checkPurpose(call: string, purpose: unknown): void {
  if (typeof purpose === 'string' && purpose !== '') return;
  throw new UserError({
    code: 'draw_without_purpose',
    message: `The judge draws a number for ${purpose === '' ? 'an empty purpose' : textOf(purpose)}`,
    fix: `Say what it is for, in a text: ${call}('mood'${call === 'essayDraw' ? ', essayA.id' : ''})`,
  });
}

/** The plug-in that answers comparisons: what it is asked and what it may answer (08). No judge lives here. */
import type { JsonObject } from '../cj/stored-value.js';
import type { EssayId, Winner } from '../cj/words.js';

export interface Judge {
  /** Which of the two essays is better. A thrown error counts as an error of the provider. */
  compare(request: ComparisonRequest): Verdict | Promise<Verdict>;
}

export interface JudgedEssay {
  readonly id: EssayId;
  readonly text: string;
}

/** One comparison, as the judge is asked for it. True abilities are not in it. */
export interface ComparisonRequest extends AskingDraws {
  /** Shown first. */
  readonly essayA: JudgedEssay;
  readonly essayB: JudgedEssay;
  /** The whole text that a language model would read, both essays included in the order shown. */
  readonly prompt: string;
  /** Model, temperature, maximal tokens and so on, as the request's overrides name them. */
  readonly parameters: JsonObject;
  /** How often this order of the pair has been asked in this batch, this time included: from 1. */
  readonly attempt: number;
  /** Iteration of the batch in which it is asked: from 1. The only measure of progress that a draw or drift may use. */
  readonly wave: number;
}

/** Randomness bound to the comparison: uniform numbers in [0, 1) that depend on seed, purpose and binding alone. */
export interface AskingDraws {
  /** Of this asking alone: batch, pair, order shown and attempt. To be called once for each purpose. */
  draw(purpose: string): number;
  /** Of the unordered pair in this batch: shared by both orders and all repeats. This and the next may be called again. */
  pairDraw(purpose: string): number;
  /** Of an essay in this batch. */
  essayDraw(purpose: string, essay: EssayId): number;
  /** Of the wave: shared by all that is asked in it. */
  waveDraw(purpose: string): number;
}

export type Verdict = Answer | Refusal;

export interface Answer {
  readonly winner: Exclude<Winner, 'error'>;
  /** From 1 to 5. */
  readonly confidence: number;
  readonly justification: string;
  readonly usage?: TokenUsage;
  readonly costUsd?: number;
  /** Time to the answer in virtual milliseconds, 0 where none is given. */
  readonly latencyMs?: number;
}

export interface Refusal {
  readonly error: { readonly code: string; readonly message: string };
  readonly latencyMs?: number;
}

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

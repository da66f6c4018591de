/**
 * Reads what a judge returned. Anything that is not a verdict becomes an error of the provider that says
 * what was wrong, because a judge may be a user's module or a language model: a wrong verdict is a fault of
 * the world, never a crash of the run.
 */
import { WRONG_VERDICT_CODE } from '../cj/callback.js';
import { MOST_LATENCY_MS } from '../cj/latency.js';
import { type JsonObject, objectOrNull } from '../cj/stored-value.js';
import { isUsable } from '../cj/words.js';
import type { Answer, Refusal, TokenUsage, Verdict } from './judge.js';

/** The verdict with its known fields alone and the latency in whole milliseconds, or an error verdict. */
export function checkVerdict(returned: unknown): Verdict {
  const verdict = objectOrNull(returned);
  if (verdict === null) return wrong(`the judge returned ${shown(returned)}; a verdict is an object`);
  // Each field is read once: a getter may give something else the next time.
  const { latencyMs, error } = verdict;
  if (latencyMs !== undefined && !(isAmount(latencyMs) && latencyMs <= MOST_LATENCY_MS)) {
    return wrong(
      `the judge returned latencyMs ${shown(latencyMs)}; it must be a number from 0 to ${MOST_LATENCY_MS}`,
    );
  }
  const read = error === undefined || error === null ? readAnswer(verdict) : readRefusal(error);
  const checked = typeof read === 'string' ? wrong(`the judge returned ${read}`) : read;
  return latencyMs === undefined ? checked : { ...checked, latencyMs: positive(Math.round(latencyMs)) };
}

/** The answer, or what is wrong with it. */
function readAnswer({ winner, confidence, justification, usage, costUsd }: JsonObject): Answer | string {
  if (!isUsable(winner)) {
    return `winner ${shown(winner)}; it must be "essay_a" or "essay_b"`;
  }
  if (!isAmount(confidence) || confidence < 1 || confidence > 5) {
    return `confidence ${shown(confidence)}; it must be a number from 1 to 5`;
  }
  if (typeof justification !== 'string') return `justification ${shown(justification)}; it must be a text`;
  if (costUsd !== undefined && !isAmount(costUsd)) {
    return `costUsd ${shown(costUsd)}; it must be a number of at least 0`;
  }
  const tokens = usage === undefined ? undefined : readUsage(usage);
  if (typeof tokens === 'string') return tokens;
  return {
    winner,
    confidence,
    justification,
    ...(tokens === undefined ? {} : { usage: tokens }),
    ...(costUsd === undefined ? {} : { costUsd: positive(costUsd) }),
  };
}

function readUsage(usage: unknown): TokenUsage | string {
  const { promptTokens, completionTokens } = objectOrNull(usage) ?? {};
  if (!isAmount(promptTokens)) return noTokens('promptTokens', promptTokens);
  if (!isAmount(completionTokens)) return noTokens('completionTokens', completionTokens);
  return { promptTokens: positive(promptTokens), completionTokens: positive(completionTokens) };
}

function noTokens(name: string, tokens: unknown): string {
  return `usage.${name} ${shown(tokens)}; it must be a number of at least 0`;
}

function readRefusal(error: unknown): Refusal | string {
  const { code, message } = objectOrNull(error) ?? {};
  if (typeof code !== 'string' || code === '') return `error.code ${shown(code)}; it must be a text`;
  return { error: { code, message: typeof message === 'string' ? message : '' } };
}

/** −0 as 0: JSON, in which a verdict is kept, knows no other. */
function positive(amount: number): number {
  return amount === 0 ? 0 : amount;
}

function wrong(message: string): Refusal {
  return { error: { code: WRONG_VERDICT_CODE, message } };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Characters of a value in a message. */
const LONGEST_VALUE = 60;

/** A value for a message, cut to a readable length: NaN and undefined as such, texts in quotes. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value));
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : cut(String(value));
}

function cut(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

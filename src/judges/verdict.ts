/**
 * Reads what a judge returned. Anything that is not a verdict becomes an error of the provider that says
 * what was wrong, because a judge may be a user's module or a language model: a wrong verdict is a fault of
 * the world, never a crash of the run.
 */
import { WRONG_VERDICT_CODE } from '../cj/callback.js';
import { MOST_LATENCY_MS } from '../cj/latency.js';
import { type JsonObject, objectOrNull } from '../cj/stored-value.js';
import type { Answer, Refusal, TokenUsage, Verdict } from './judge.js';

/** The verdict with its known fields alone and the latency in whole milliseconds, or an error verdict. */
export function checkVerdict(returned: unknown): Verdict {
  const verdict = objectOrNull(returned);
  if (verdict === null) return wrong(`the judge returned ${shown(returned)}; a verdict is an object`);
  const { latencyMs, error } = verdict;
  if (latencyMs !== undefined && !(isAmount(latencyMs) && latencyMs <= MOST_LATENCY_MS)) {
    return wrong(
      `the judge returned latencyMs ${shown(latencyMs)}; it must be a number from 0 to ${MOST_LATENCY_MS}`,
    );
  }
  const latency = latencyMs === undefined ? {} : { latencyMs: Math.round(latencyMs) };
  const problem = error === undefined || error === null ? answerProblem(verdict) : errorProblem(error);
  if (problem !== null) return { ...wrong(`the judge returned ${problem}`), ...latency };
  return error === undefined || error === null ? answerOf(verdict, latency) : refusalOf(error, latency);
}

function answerProblem(verdict: JsonObject): string | null {
  const { winner, confidence, justification, usage, costUsd } = verdict;
  if (winner !== 'essay_a' && winner !== 'essay_b') {
    return `winner ${shown(winner)}; it must be "essay_a" or "essay_b"`;
  }
  if (!isAmount(confidence) || confidence < 1 || confidence > 5) {
    return `confidence ${shown(confidence)}; it must be a number from 1 to 5`;
  }
  if (typeof justification !== 'string') return `justification ${shown(justification)}; it must be a text`;
  if (costUsd !== undefined && !isAmount(costUsd)) {
    return `costUsd ${shown(costUsd)}; it must be a number of at least 0`;
  }
  if (usage === undefined) return null;
  for (const name of ['promptTokens', 'completionTokens']) {
    const tokens = objectOrNull(usage)?.[name];
    if (!isAmount(tokens)) return `usage.${name} ${shown(tokens)}; it must be a number of at least 0`;
  }
  return null;
}

function errorProblem(error: unknown): string | null {
  const { code } = objectOrNull(error) ?? {};
  return typeof code === 'string' && code !== '' ? null : `error.code ${shown(code)}; it must be a text`;
}

/** The fields have been checked. */
function answerOf(verdict: JsonObject, latency: { readonly latencyMs?: number }): Answer {
  const { winner, confidence, justification, usage, costUsd } = verdict as unknown as Answer;
  return {
    winner,
    confidence,
    justification,
    ...(usage === undefined ? {} : { usage: tokenUsage(usage) }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...latency,
  };
}

function refusalOf(error: unknown, latency: { readonly latencyMs?: number }): Refusal {
  const { code, message } = error as { readonly code: string; readonly message?: unknown };
  return { error: { code, message: typeof message === 'string' ? message : '' }, ...latency };
}

function tokenUsage({ promptTokens, completionTokens }: TokenUsage): TokenUsage {
  return { promptTokens, completionTokens };
}

function wrong(message: string): Refusal {
  return { error: { code: WRONG_VERDICT_CODE, message } };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** A value for a message, cut to a readable length: NaN and undefined as such, texts in quotes. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

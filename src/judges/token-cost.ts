/** Tokens that an answer took, and what they cost. */
import { type Distribution, sample } from '../cj/distribution.js';
import type { ComparisonRequest, TokenUsage } from './judge.js';
import type { Profile } from './profile.js';

export interface TokenCost {
  readonly usage: TokenUsage;
  readonly costUsd: number;
}

export function tokenCost(
  { tokens, priceUsdPerMillionTokens: price }: Pick<Profile, 'tokens' | 'priceUsdPerMillionTokens'>,
  request: Pick<ComparisonRequest, 'draw' | 'prompt'>,
): TokenCost {
  const drawn = (distribution: Distribution, purpose: string): number =>
    typeof distribution === 'number' ? distribution : sample(distribution, request.draw(purpose));
  // The prompt is put together only for the profiles that count its characters.
  const ofText = tokens.promptPerCharacter === 0 ? 0 : tokens.promptPerCharacter * request.prompt.length;
  const promptTokens = wholeTokens(drawn(tokens.prompt, 'prompt-tokens') + ofText);
  const completionTokens = wholeTokens(drawn(tokens.completion, 'completion-tokens'));
  const costUsd = (promptTokens * price.prompt + completionTokens * price.completion) / 1_000_000;
  return { usage: { promptTokens, completionTokens }, costUsd };
}

function wholeTokens(amount: number): number {
  return Math.max(0, Math.round(amount));
}

/** What a model of choice gives: who wins, and by how much the judge thinks so. */
import type { ComparisonRequest } from './judge.js';

export interface Choice {
  readonly winner: 'essay_a' | 'essay_b';
  /** How far apart the judge sees the two, in logits, at least 0; 0 for models that do not weigh essays. */
  readonly marginLogits: number;
  /** Fixed by the model, else derived from the margin. */
  readonly confidence?: number;
}

export type Choose = (request: ComparisonRequest) => Choice;

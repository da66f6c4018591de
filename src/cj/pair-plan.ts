/** A planned wave: which pairs are asked, who is shown first, and how a rule asks for one. */
import type { EssayId, PairMode } from './words.js';

export interface PlannedPair {
  /** Shown first. */
  readonly essayA: EssayId;
  readonly essayB: EssayId;
}

/** Pairs for a wave of one kind, cut to the budget; empty when there is nothing to ask. */
export type PlanWave = (mode: PairMode) => readonly PlannedPair[];

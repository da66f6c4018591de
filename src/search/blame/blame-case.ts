/** A case to be taken apart: its plan, made anew for each run, since a scenario leaves abilities and texts to chance too. */
import type { DrawOptions } from '../../sim/randomness.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';

/** The plan with these draws; the draws of the world itself are given to the world. */
export type PlanWith = (draws: Pick<DrawOptions, 'record' | 'change'>) => WorldPlan;

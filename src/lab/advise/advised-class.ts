/**
 * The class that advice is for: as many made-up essays as are asked for, with abilities as the scenario draws or lists
 * them, among the scenario's anchors and under its settings. Only the budget differs from run to run.
 */
import { resolve } from 'node:path';
import { type Distribution, sample } from '../../cj/distribution.js';
import { UserError } from '../../cj/errors.js';
import { loadProfile } from '../../files/load-profile.js';
import { loadScenario } from '../../files/load-scenario.js';
import { isPath } from '../../files/package-data.js';
import { checkedInput } from '../../input/checked-input.js';
import type { Profile } from '../../judges/profile.js';
import { essaysSchema } from '../../sim/scenario/essays-schema.js';
import type { Scenario } from '../../sim/scenario/scenario-schema.js';
import type { WorldPlan } from '../../sim/scenario/world-plan.js';
import { meanOf, varianceOf } from '../statistics/mean-interval.js';
import { type CellScenario, planOfCell } from '../sweep/run-cell.js';

export interface ClassOptions {
  readonly essays: number;
  readonly judge: string;
  readonly scenario: string;
  readonly strategy: string;
}

export interface AdvisedClass {
  readonly anchors: number;
  /** Of the students, in logits. */
  readonly abilities: Distribution;
  /** The scenario lists its essays, and `abilities` is the normal distribution with their mean and SD. */
  readonly isListed: boolean;
  /** SDs of the true abilities in logits; `anchors` is null below two anchors of a known ability. */
  readonly spread: { readonly students: number; readonly anchors: number | null };
  /** Planned faults of the scenario, which strike in these batches too. */
  readonly faults: number;
  /** Whether the judge profile names a price. */
  readonly isPriced: boolean;
}

export interface LoadedClass extends AdvisedClass {
  readonly cellOf: (budget: number) => CellScenario;
}

/** Paths start from the current folder. */
export function loadClass({ essays, judge, scenario: name, strategy }: ClassOptions): LoadedClass {
  const profile = loadProfile(judge, '.', '--judge');
  // The scenario's own judge does not answer, and need not be there.
  const judgePath = isPath(judge) ? resolve(judge) : judge;
  const { scenario } = loadScenario(name, [
    { path: ['judge'], value: { profile: judgePath }, where: '--judge' },
    { path: ['settings', 'PAIR_MATCHING_STRATEGY'], value: strategy, where: '--strategy' },
  ]);
  const { essays: written, isListed } = likeThose(scenario, name);
  const generate = { ...written, count: essays };
  const made = checkedInput(essaysSchema, { generate }, { locate: () => '--essays' });
  const cellOf = (budget: number): CellScenario => ({
    scenario: {
      ...scenario,
      essays: made,
      settings: {
        ...scenario.settings,
        MAX_PAIRWISE_COMPARISONS: budget,
        SCORE_STABILITY_THRESHOLD: 0,
      },
      request: { ...scenario.request, max_comparisons: budget },
    },
    profiles: [profile],
    profileName: judgePath,
    stop: null,
  });
  const anchors = anchorAbilities(planOfCell(cellOf(10), '0'));
  return {
    anchors: anchors.length,
    abilities: generate.ability,
    isListed,
    spread: { students: spreadOf(generate.ability), anchors: spreadAmong(anchors) },
    faults: scenario.faults.length,
    isPriced: hasPrice(profile),
    cellOf,
  };
}

/** How essays like those of the scenario are made. */
function likeThose(
  { essays, batches }: Scenario,
  name: string,
): { readonly essays: { readonly ability: Distribution }; readonly isListed: boolean } {
  if (batches !== undefined) throw noClass(name, 'it lists batches of its own (batches)');
  if (essays === undefined) throw noClass(name, 'it has no essays');
  if (essays.generate !== undefined) return { essays: essays.generate, isListed: false };
  const { list = [] } = essays;
  if (list.some((essay) => essay.is_anchor === true)) throw noClass(name, 'it has anchors among its essays');
  const abilities = list.flatMap(({ ability }) => (ability === undefined ? [] : [ability]));
  if (abilities.length < list.length) throw noClass(name, 'it has essays without an ability');
  if (abilities.length < 2) throw noClass(name, 'it has one essay only');
  const rounded = (value: number): number => Number(value.toFixed(3));
  const mean = rounded(meanOf(abilities));
  const sd = rounded(Math.sqrt(varianceOf(abilities)));
  return { essays: { ability: { normal: { mean, sd } } }, isListed: true };
}

function noClass(name: string, why: string): UserError {
  return new UserError({
    code: 'no_class',
    message: `advise cannot make a class like that of the scenario ${name}: ${why}.`,
    fix: 'It needs one batch whose essays are generated (essays.generate) or have known abilities, as in class-60, eng5, service-default, lower5 and four-essays.',
    where: '--scenario',
  });
}

function anchorAbilities({ assignments }: WorldPlan): readonly (number | null)[] {
  return assignments.flatMap(({ anchors }) => anchors.map(({ ability }) => ability));
}

function spreadAmong(abilities: readonly (number | null)[]): number | null {
  const known = abilities.filter((ability) => ability !== null);
  return known.length < 2 ? null : Math.sqrt(varianceOf(known));
}

/** Shares of a distribution, evenly spaced, by which its SD is found. */
const SHARES = 1000;

function spreadOf(distribution: Distribution): number {
  const values = Array.from({ length: SHARES }, (_, k) => sample(distribution, (k + 0.5) / SHARES));
  return Math.sqrt(varianceOf(values));
}

function hasPrice({ priceUsdPerMillionTokens: { prompt, completion } }: Profile): boolean {
  return prompt > 0 || completion > 0;
}

/**
 * Metamorphic relations between runs: what a change of the scenario must not change, or only in one direction. The
 * worlds of a relation run unchecked, in the database of the thread, one after the other.
 */

import { byCodePoint } from '../cj/code-point-order.js';
import { isUsable } from '../cj/words.js';
import { type Broken, broken } from '../sim/invariants/invariant.js';
import type { Driver } from '../store/driver.js';
import { caseWorld } from './case-world.js';
import { MOST_STEPS } from './most-steps.js';
import { type CaseOptions, planCase } from './plan-case.js';

type Value = Readonly<Record<string, unknown>>;

interface ListedEssay extends Value {
  readonly id: string;
  readonly ability: number;
}

/** More than any batch of a search is asked. */
const NEVER_STABLE = { MIN_COMPARISONS_FOR_STABILITY_CHECK: 100_000 };

const RELATIONS = [anotherBatch, largerBudget, otherNames];

/** One relation, in turn; what does not hold, or null. */
export function checkWorldRelation(turn: number, scenario: Value, options: CaseOptions): Broken | null {
  return RELATIONS[turn % RELATIONS.length]?.(scenario, options) ?? null;
}

/** Another batch in the world: the same answer to the same question of this one. */
function anotherBatch(scenario: Value, options: CaseOptions): Broken | null {
  const batches = scenario['batches'] as readonly Value[];
  const stranger = { essays: { list: [{ id: 'x-1' }, { id: 'x-2' }, { id: 'x-3' }] } };
  const alone = answersOf(scenario, options);
  const beside = answersOf({ ...scenario, batches: [...batches, stranger] }, options);
  for (const [question, winner] of alone) {
    const other = beside.get(question);
    if (other !== undefined && other !== winner)
      return broken('another batch in the world changes an answer', { question, winner, other });
  }
  return null;
}

function answersOf(scenario: Value, options: CaseOptions): ReadonlyMap<string, string> {
  const rows = ranIn(scenario, options, (driver) =>
    driver
      .prepare(
        `select essay_a_els_id as a, essay_b_els_id as b, winner from cj_comparison_pairs
         where cj_batch_id = 1 order by id`,
      )
      .all(),
  ) as readonly { readonly a: string; readonly b: string; readonly winner: string | null }[];
  const times = new Map<string, number>();
  const answers = new Map<string, string>();
  for (const { a, b, winner } of rows) {
    const shown = JSON.stringify([a, b]);
    const nth = (times.get(shown) ?? 0) + 1;
    times.set(shown, nth);
    if (isUsable(winner)) answers.set(`${shown} ${nth}`, winner);
  }
  return answers;
}

/** A larger budget never buys fewer comparisons where nothing but the budget ends a batch. */
function largerBudget(scenario: Value, options: CaseOptions): Broken | null {
  const [first] = scenario['batches'] as readonly [Value, ...Value[]];
  const budgets = [4, 12];
  const asked = budgets.map((max_comparisons) => {
    const request = { ...(first['request'] as Value), max_comparisons };
    const calm = calmed({ ...scenario, batches: [{ ...first, request }] }, {});
    return ranIn(calm, options, (driver) =>
      driver.prepare('select count(*) as pairs from cj_comparison_pairs').get(),
    ) as { readonly pairs: number };
  });
  const isGrowing = asked.every(({ pairs }, place) => place === 0 || pairs >= (asked[place - 1]?.pairs ?? 0));
  return isGrowing ? null : broken('a larger budget buys fewer comparisons', { budgets, asked });
}

/** Essays renamed and listed in another order: a judge that draws nothing ranks and grades them the same. */
function otherNames(scenario: Value, options: CaseOptions): Broken | null {
  const [first] = scenario['batches'] as readonly [Value, ...Value[]];
  const { list: essays } = first['essays'] as { readonly list: readonly ListedEssay[] };
  const students = essays.filter((essay) => essay['is_anchor'] !== true);
  const assignment = scenario['assignment'] as
    | { readonly anchors: readonly { readonly ability: number }[] }
    | undefined;
  const abilities = [...essays, ...(assignment?.anchors ?? [])].map(({ ability }) => ability);
  if (new Set(abilities).size < abilities.length || students.length > 7) return null;
  const ranksOf = (list: readonly ListedEssay[]) =>
    ranks(calmed({ ...scenario, batches: [{ essays: { list } }] }, ONE_ROUND), options);
  const renamed = essays.map((essay, place) => ({ ...essay, id: `r-${(place * 7) % 50}-${place}` }));
  const before = byAbility(essays, ranksOf(essays));
  const after = byAbility(renamed, ranksOf(renamed.toReversed()));
  return before === after ? null : broken('renamed essays have other ranks or grades', { before, after });
}

/**
 * Every pair once, so that only the answers matter and not which pairs were drawn. On the logit scale grades of equal
 * positions and priors tie, and rounding decides.
 */
const ONE_ROUND = {
  GRADE_BANDS: 'hard',
  MAX_PAIRWISE_COMPARISONS: 1000,
  MAX_RESAMPLING_PASSES_FOR_SMALL_NET: 0,
  MAX_RESAMPLING_PASSES_FOR_REGULAR_BATCH: 0,
};

interface RankedEssay {
  readonly id: string;
  readonly score: number | null;
  readonly grade: string | null;
}

function ranks(scenario: Value, options: CaseOptions): readonly RankedEssay[] {
  return ranIn(scenario, options, (driver) =>
    driver
      .prepare(
        `select essay.els_essay_id as id, current_bt_score as score, primary_grade as grade
         from cj_processed_essays as essay left join grade_projections as projected
         on projected.els_essay_id = essay.els_essay_id and projected.cj_batch_id = essay.cj_batch_id
         where essay.cj_batch_id = 1 and essay.is_anchor = 0`,
      )
      .all(),
  ) as readonly RankedEssay[];
}

/** `ability score grade` of every student, scores as far as a fit is sure of them. */
function byAbility(essays: readonly ListedEssay[], ranked: readonly RankedEssay[]): string {
  const abilities = new Map(essays.map(({ id, ability }) => [id, ability]));
  return ranked
    .map(({ id, score, grade }) => `${abilities.get(id)} ${rounded(score)} ${grade}`)
    .sort(byCodePoint)
    .join('; ');
}

/** A hair below 0 is 0. */
function rounded(score: number | null): string | undefined {
  return score?.toFixed(4).replace(/^-(0\.0+)$/, '$1');
}

/** Without faults and errors, and with nothing that ends a batch before its budget. */
function calmed({ faults: _, runner: _r, unanswered: _u, ...scenario }: Value, settings: Value): Value {
  return {
    ...scenario,
    judge: { profile: 'perfect', parameters: { latencyMs: 1000, errors: { rate: 0 } } },
    settings: {
      ...(scenario['settings'] as Value),
      ...NEVER_STABLE,
      LLM_BATCHING_MODE: 'serial_bundle',
      // How long a text takes is drawn by its name.
      CONTENT_TIMEOUT_SECONDS: 600,
      // Whether an answer or the sweep comes first is drawn by name as well.
      BATCH_TIMEOUT_HOURS: 4,
      ...settings,
    },
  };
}

function ranIn<Result>(scenario: Value, options: CaseOptions, read: (driver: Driver) => Result): Result {
  const run = caseWorld(planCase(scenario, options), { ownDatabase: false, onRecord: () => undefined });
  run.stopChecking();
  try {
    while (run.world.steps < MOST_STEPS && run.world.step().kind === 'advanced');
    return read(run.world.store.driver);
  } finally {
    run.world.close();
  }
}

/** The request of a continuation, rebuilt from drawn documents: whole, damaged, or lost. */
import { budgetResolvedAgain, keptBudget, rehydrate, type WaveRequest } from '../../cj/request.js';
import type { JsonObject } from '../../cj/stored-value.js';
import type { Broken } from '../../sim/invariants/invariant.js';
import { budgetOf, wholeAbove0 } from './budgets.js';
import { differs, isObject } from './differs.js';
import type { Rolls } from './rolls.js';

const ROW = {
  language: 'sv',
  course_code: 'ENG6',
  assignment_id: 'a-2',
  user_id: 'u-2',
  org_id: null,
  student_prompt_text: 'p-2',
  judge_rubric_text: null,
};

export function checkRehydration(rolls: Rolls): Broken | null {
  const override = rolls.pick([undefined, undefined, null, 1, 9, 0, -3, 2.5, '4', true]);
  const original: Record<string, unknown> = {
    language: rolls.pick(['en', 'en', 'en', 5]),
    course_code: rolls.pick(['ENG5', 'ENG5', 'ENG5', null]),
  };
  const texts = ['assignment_id', 'user_id', 'org_id', 'student_prompt_text', 'judge_rubric_text'];
  for (const key of texts)
    if (rolls.chance(0.5)) original[key] = rolls.pick([`${key}-1`, `${key}-1`, null, 3]);
  if (override !== undefined) original['max_comparisons_override'] = override;
  const config = rolls.pick([undefined, {}, { batch_size: 10 }, []]);
  if (config !== undefined) original['batch_config_overrides'] = config;
  if (rolls.chance(0.3)) original['llm_config_overrides'] = rolls.pick([{ model: 'm' }, [], null]);
  const isStranger = rolls.chance(0.1);
  if (isStranger) original['colour'] = 'red';
  const stored = rolls.pick([original, original, original, null, [], 'x']);
  const metadata: JsonObject = {
    original_request: stored,
    ...rolls.pick([{}, { config_overrides: { batch_size: 20 } }, { llm_overrides: { model: 'old' } }]),
    ...rolls.pick([
      {},
      {
        comparison_budget: {
          max_pairs_requested: rolls.pick([8, 0, 'x']),
          source: rolls.pick(['runner_override', 'service_default', 'who']),
        },
      },
    ]),
  };
  const isOverride = override === undefined || override === null || wholeAbove0(override) !== null;
  const isKnown =
    stored === original &&
    original['language'] === 'en' &&
    original['course_code'] === 'ENG5' &&
    isOverride &&
    !isStranger;
  const found = rehydrate(metadata, ROW);
  const expected = isKnown ? fromOriginal(original, metadata) : fromRow(metadata);
  const budget = metadata['comparison_budget'] as JsonObject | undefined;
  const isKept = budget?.['max_pairs_requested'] === 8 && budget['source'] !== 'who';
  const anew = budgetOf(expected.max_comparisons_override, 50);
  return differs('a request rebuilt', { metadata }, [
    ['the request', found, expected],
    ['its budget', keptBudget(metadata, expected, 50), isKept ? budget : anew],
    ['its budget in the service', budgetResolvedAgain(metadata, expected, 50), anew],
  ]);
}

function fromOriginal(original: JsonObject, metadata: JsonObject): WaveRequest {
  const text = (key: string) => (typeof original[key] === 'string' ? (original[key] as string) : null);
  const own = original['batch_config_overrides'];
  const kept = metadata['config_overrides'];
  const llm = original['llm_config_overrides'];
  return {
    cj_request_type: 'cj_retry',
    rehydrated_from: 'original_request',
    language: 'en',
    course_code: 'ENG5',
    assignment_id: text('assignment_id'),
    user_id: text('user_id'),
    org_id: text('org_id'),
    student_prompt_text: text('student_prompt_text'),
    judge_rubric_text: text('judge_rubric_text'),
    max_comparisons_override: wholeAbove0(original['max_comparisons_override']),
    llm_config_overrides: isObject(llm) ? llm : null,
    batch_config_overrides: isObject(own) && Object.keys(own).length > 0 ? own : isObject(kept) ? kept : null,
  };
}

function fromRow(metadata: JsonObject): WaveRequest {
  const [config, llm] = [metadata['config_overrides'], metadata['llm_overrides']];
  return {
    cj_request_type: 'cj_retry',
    rehydrated_from: 'batch_row',
    ...ROW,
    max_comparisons_override: null,
    llm_config_overrides: isObject(llm) ? llm : null,
    batch_config_overrides: isObject(config) ? config : null,
  };
}

/** What a worker thread of a search does. piscina calls the default export. */

import type { CaseOptions } from './plan-case.js';
import { randomScenario } from './random-scenario.js';
import { type CaseResult, runCase, runCaseRelated } from './run-case.js';
import { isTwice, search } from './search.js';
import type { ViolationKind } from './search-totals.js';

export type CaseTask =
  | {
      readonly kind: 'cases';
      readonly options: CaseOptions;
      readonly start: number;
      readonly count: number;
      /** Share of the cases whose digest is wanted. */
      readonly digests: number;
      readonly goesOn: boolean;
    }
  /** Once more, now and then in a database of its own. */
  | { readonly kind: 'again'; readonly options: CaseOptions; readonly numbers: readonly number[] }
  | {
      readonly kind: 'until-caught';
      readonly options: CaseOptions;
      readonly start: number;
      readonly most: number;
    };

export interface UntilCaught {
  readonly runs: number;
  readonly caught: ViolationKind | null;
}

/** Tuples that this thread has sent before: a search wants each only once. */
const sent = new Set<string>();

function runCases(task: CaseTask & { readonly kind: 'cases' }): readonly CaseResult[] {
  const { options, start, count, digests, goesOn } = task;
  return Array.from({ length: count }, (_, place) => {
    const number = start + place;
    const result = runCaseRelated(number, randomScenario(number), options, {
      digest: isTwice(number, digests),
      goesOn,
    });
    const tuples = result.tuples.filter((tuple) => !sent.has(tuple));
    for (const tuple of tuples) sent.add(tuple);
    return { ...result, tuples };
  });
}

function digestsAgain({
  options,
  numbers,
}: CaseTask & { readonly kind: 'again' }): readonly (string | null)[] {
  return numbers.map((number) => {
    const needs = { digest: true, ownDatabase: hasOwnDatabase(number) };
    return runCase(number, randomScenario(number), options, needs).digest;
  });
}

/** Twenty cases of each eighty: a new one takes nearly as long as a case, and the one that worlds before have used is to be checked as well. */
function hasOwnDatabase(number: number): boolean {
  return number % 80 < 20;
}

function untilCaught(task: CaseTask & { readonly kind: 'until-caught' }): UntilCaught {
  const { options, start, most } = task;
  const { runs, violations } = search({ ...options, start, runs: most, stopsAtFirst: true });
  return { runs, caught: violations[0] ?? null };
}

// biome-ignore lint/style/noDefaultExport: piscina calls the default export of a worker file.
export default function work(
  task: CaseTask,
): readonly CaseResult[] | readonly (string | null)[] | UntilCaught {
  if (task.kind === 'cases') return runCases(task);
  return task.kind === 'again' ? digestsAgain(task) : untilCaught(task);
}

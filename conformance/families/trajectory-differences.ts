/** Compares a whole batch with what its trajectory vector expects. */
import type { JsonObject } from '../../src/cj/stored-value.js';
import { differences, type Tolerances } from '../compare.js';

interface ExpectedRow {
  readonly id: string;
  readonly rank: number;
}

interface Expected {
  readonly steps: readonly JsonObject[];
  readonly end: JsonObject & {
    readonly rankings?: readonly ExpectedRow[];
    readonly ties?: readonly (readonly string[])[];
  };
}

/** Steps hold more values than a vector names, and essays that tie may stand in any order among themselves. */
export function trajectoryDifferences(
  got: unknown,
  testCase: { readonly expected?: unknown },
  tolerance: Tolerances,
): readonly string[] {
  const have = got as { readonly steps: readonly JsonObject[]; readonly end: JsonObject } & JsonObject;
  const { steps, end, ...rest } = testCase.expected as Expected & JsonObject;
  const { ties = [], rankings, ...plainEnd } = end;
  return [
    ...differences(rest, have, tolerance),
    ...(steps.length === have.steps.length ? [] : ['steps: another number of them']),
    ...steps.flatMap((step, k) =>
      differences(step, pickLike(step, have.steps[k] ?? {}), tolerance, ['steps', String(k)]),
    ),
    ...differences(plainEnd, pickLike(plainEnd, have.end), tolerance, ['end']),
    ...(rankings
      ? rankingDifferences(rankings, have.end['rankings'] as readonly ExpectedRow[], ties, tolerance)
      : []),
  ];
}

function rankingDifferences(
  want: readonly ExpectedRow[],
  have: readonly ExpectedRow[] | undefined,
  ties: readonly (readonly string[])[],
  tolerance: Tolerances,
): readonly string[] {
  const group = (id: string): string => ties.find((tie) => tie.includes(id))?.join(' ') ?? id;
  if (have?.length !== want.length) return [`end.rankings: expected ${want.length}, got ${have?.length}`];
  return want.flatMap((row, i) => {
    const found = have.find(({ id }) => id === row.id);
    const here = have[i];
    const sameGroup = here !== undefined && group(here.id) === group(row.id);
    return [
      ...(sameGroup ? [] : [`end.rankings.${i}: expected ${row.id}, got ${here?.id}`]),
      ...differences(row, { ...found, rank: here?.rank }, tolerance, ['end', 'rankings', String(i)]),
    ];
  });
}

/** The fields of `have` that `like` names, nested objects with a fixed shape too. */
function pickLike(like: JsonObject, have: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(like).map(([key, value]) => {
      const own = have[key];
      const nested = key === 'se_summary' || key === 'failed_reason' || key === 'details';
      return [key, nested && value && own ? pickLike(value as JsonObject, own as JsonObject) : own];
    }),
  );
}

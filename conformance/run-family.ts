/** Runs every case of a vector file through its family. */
import { differences, type Tolerances, tolerances } from './compare.js';
import type { Family, VectorCase, VectorFile } from './family.js';

export interface CaseResult {
  readonly name: string;
  /** Empty when the case passes. */
  readonly differences: readonly string[];
}

export function runFamily(family: Family, file: VectorFile): readonly CaseResult[] {
  const tolerance = tolerances(file.tolerance);
  return file.cases.map((testCase) => ({
    name: testCase.name,
    differences: differencesOf(family, file, testCase, tolerance),
  }));
}

function differencesOf(
  family: Family,
  file: VectorFile,
  testCase: VectorCase,
  tolerance: Tolerances,
): readonly string[] {
  const { expected, error } = testCase;
  try {
    const actual = family.actual(inputOf(file, testCase), testCase);
    if (expected === undefined) return differences({ error }, actual, tolerance);
    if (isError(actual)) return [`expected a result, got the error ${JSON.stringify(actual.error)}`];
    if (family.check) return family.check(actual, testCase, tolerance);
    return differences(withoutInformation(family, expected), actual, tolerance);
  } catch (thrown) {
    return [`the rules cannot read this case: ${thrown instanceof Error ? thrown.message : String(thrown)}`];
  }
}

function inputOf(file: VectorFile, { input }: VectorCase): Readonly<Record<string, unknown>> {
  const filled: Readonly<Record<string, unknown>> = { ...file.input_defaults, ...input };
  if (!file.setting_defaults) return filled;
  return {
    ...filled,
    settings: { ...file.setting_defaults, ...(filled['settings'] as object | null | undefined) },
  };
}

function isError(actual: unknown): actual is { readonly error: unknown } {
  return typeof actual === 'object' && actual !== null && 'error' in actual;
}

function withoutInformation(family: Family, expected: Readonly<Record<string, unknown>>): unknown {
  const skip = new Set(family.informationOnly);
  return Object.fromEntries(Object.entries(expected).filter(([key]) => !skip.has(key)));
}

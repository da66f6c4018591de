/** Runs every case of a vector file through its family. */
import { differences, tolerances } from './compare.js';
import type { Family, VectorCase, VectorFile } from './family.js';

export interface CaseResult {
  readonly name: string;
  /** Empty when the case passes. */
  readonly differences: readonly string[];
}

export function runFamily(family: Family, file: VectorFile): readonly CaseResult[] {
  const tolerance = tolerances(file.tolerance);
  return file.cases.map((testCase) => {
    const actual = actualOf(family, file, testCase);
    const found = family.check
      ? family.check(actual, testCase)
      : differences(expectation(family, testCase), actual, tolerance);
    return { name: testCase.name, differences: found };
  });
}

function expectation(family: Family, testCase: VectorCase): unknown {
  if (testCase.error !== undefined) return { error: testCase.error };
  const skip = new Set(family.informationOnly);
  return Object.fromEntries(Object.entries(testCase.expected as object).filter(([key]) => !skip.has(key)));
}

function actualOf(family: Family, file: VectorFile, testCase: VectorCase): unknown {
  const input: Record<string, unknown> = { ...file.input_defaults, ...testCase.input };
  if (file.setting_defaults) {
    input['settings'] = { ...file.setting_defaults, ...(testCase.input['settings'] as object | undefined) };
  }
  try {
    return family.actual(input, testCase);
  } catch (error) {
    return { error: `thrown: ${error instanceof Error ? error.message : String(error)}` };
  }
}

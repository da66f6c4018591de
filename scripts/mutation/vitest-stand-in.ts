/** Stands in for vitest where property tests run in a mutant's thread: the same matchers, and no runner. */
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = chai.expect;

type Work = (...values: readonly unknown[]) => unknown;

const tests: (readonly [string, () => unknown])[] = [];

function listed(name: string, work: () => unknown): void {
  tests.push([name, work]);
}

export const test = Object.assign(listed, {
  each: (rows: readonly unknown[]) => (name: string, work: Work) => {
    for (const row of rows) listed(name, () => work(...(Array.isArray(row) ? row : [row])));
  },
});

export const describe = Object.assign((_name: string, work: () => void) => work(), {
  each: (rows: readonly unknown[]) => (_name: string, work: Work) => {
    for (const row of rows) work(...(Array.isArray(row) ? row : [row]));
  },
});

/** The first test that fails, or null. */
export async function firstFailure(): Promise<string | null> {
  for (const [name, work] of tests) {
    try {
      await work();
    } catch {
      return name;
    }
  }
  return null;
}

/** A bundle of the sampled rules in which single places of src/cj and src/steps can be made wrong. Not a test itself. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { type Mutant, mutantsOf } from '../../../scripts/mutation/mutants-of.js';
import { switchedSources } from '../../../scripts/mutation/switched-source.js';

const ROOT = join(import.meta.dirname, '../../..');

/** The sampled rule that must find it, and a place: file, text there, wrong text. */
export type PlantedFault = readonly [rule: string, file: string, before: string, after: string];

export interface FaultyRules {
  /** `fault`: its place in the list, from 1; 0 for none. The first case of so many in which the rule is broken. */
  readonly firstBroken: (rule: string, fault: number, cases: number) => Promise<number | null>;
}

export async function faultyRules(faults: readonly PlantedFault[]): Promise<FaultyRules> {
  const mutants = faults.map(([, file, before, after], at): Mutant => {
    const path = join(ROOT, 'src', file);
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true);
    const site = mutantsOf(source).find((known) => known.before === before && known.after === after);
    if (site === undefined) throw new Error(`${file} has no place "${before}"`);
    return { ...site, id: at + 1, file: join('src', file) };
  });
  const folder = join(ROOT, 'node_modules/.cache/cjsim-planted');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `rules-${process.pid}.mjs`);
  await build({
    absWorkingDir: ROOT,
    stdin: { contents: FIRST_BROKEN, resolveDir: join(ROOT, 'src/search/rules'), loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: {
      // A constant is read when its module is loaded: the bundle is loaded once for each fault.
      js: "const cjsimMutantOn = Number(new URL(import.meta.url).searchParams.get('fault')); const cjsimMet = () => false;",
    },
    logLevel: 'error',
    plugins: [switchedSources(ROOT, mutants)],
  });
  return {
    firstBroken: async (rule, fault, cases) => {
      const loaded = (await import(`${pathToFileURL(outfile).href}?fault=${fault}`)) as {
        readonly firstBroken: (rule: string, cases: number) => number | null;
      };
      return loaded.firstBroken(rule, cases);
    },
  };
}

const FIRST_BROKEN = `
import { current } from '../../cj/policies/current.js';
import { SAMPLED_RULES, sampledRule } from './sampled-rules.js';
export function firstBroken(name, cases) {
  const rule = SAMPLED_RULES.find((known) => known.name === name);
  for (let number = 1; number <= cases; number++) {
    if (sampledRule(rule, current, number) !== null) return number;
  }
  return null;
}
`;

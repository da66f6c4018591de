/** The measure of the oracles: for each defect, how many cases until one of them catches it. */
import { search } from './search.js';

export interface MutantRow {
  readonly defect: string;
  /** Cases until it was caught, over the starting seeds. */
  readonly median: number;
  readonly maximum: number;
  /** Starting seeds from which it was never caught. */
  readonly missed: number;
  /** `oracle:rule`, the most frequent first. */
  readonly rules: readonly string[];
}

export interface MutantOptions {
  /** How many starting seeds. */
  readonly seeds: number;
  /** Most cases from each. */
  readonly most: number;
}

/** Searches from different starting seeds share no case. */
const APART = 100_000;

export function mutantTable(
  defects: readonly string[],
  { seeds, most }: MutantOptions,
  tell: (line: string) => void = () => undefined,
): readonly MutantRow[] {
  return defects.map((defect) => {
    const needed: number[] = [];
    const rules = new Map<string, number>();
    for (let seed = 1; seed <= seeds; seed++) {
      const { runs, violations } = search({
        policy: 'current',
        defects: [defect],
        start: seed * APART,
        runs: most,
        stopsAtFirst: true,
      });
      const [caught] = violations;
      if (caught === undefined) continue;
      needed.push(runs);
      const rule = `${caught.oracle}:${caught.rule}`;
      rules.set(rule, (rules.get(rule) ?? 0) + 1);
    }
    needed.sort((a, b) => a - b);
    const row = {
      defect,
      median: needed[needed.length >> 1] ?? Number.NaN,
      maximum: needed.at(-1) ?? Number.NaN,
      missed: seeds - needed.length,
      rules: [...rules].sort((a, b) => b[1] - a[1]).map(([rule]) => rule),
    };
    tell(
      `${defect}: median ${row.median}, maximum ${row.maximum}, missed ${row.missed}, ${row.rules.join(', ')}`,
    );
    return row;
  });
}

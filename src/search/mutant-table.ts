/** The measure of the oracles: for each defect, how many cases until one of them catches it. */
import type { Versioned } from '../report/versioned.js';
import type { CaseLane, CaseLanes } from './case-lanes.js';
import type { UntilCaught } from './case-worker.js';
import { medianOf } from './median-of.js';

export interface MutantRow {
  /** Its name. */
  readonly defect: string;
  /** Cases until it was caught, median over the starting seeds; not finite where it never was. */
  readonly median: number;
  /** The most of them; not finite as above. */
  readonly maximum: number;
  /** Starting seeds from which it was never caught. */
  readonly missed: number;
  /** What caught it, `oracle:rule`, the most frequent first. */
  readonly rules: readonly string[];
}

const MUTANT_SCHEMA_VERSION = 1;

/** What `cjsim fuzz --mutants --json` prints. */
export interface MutantJson extends Versioned<typeof MUTANT_SCHEMA_VERSION> {
  /** In the order of the museum, or as `--defect` names them. */
  readonly defects: readonly MutantRow[];
}

export function mutantJson(defects: readonly MutantRow[]): MutantJson {
  return { schema_version: MUTANT_SCHEMA_VERSION, defects };
}

export interface MutantOptions {
  /** How many starting seeds. */
  readonly seeds: number;
  /** Most cases from each. */
  readonly most: number;
}

/** Searches from different starting seeds share no case. */
const APART = 100_000;

export async function mutantTable(
  lanes: CaseLanes,
  defects: readonly string[],
  { seeds, most }: MutantOptions,
  tell: (row: MutantRow) => void,
): Promise<readonly MutantRow[]> {
  const rows: MutantRow[] = [];
  let next = 0;
  const work = async (lane: CaseLane): Promise<void> => {
    for (let place = next++; place < defects.length; place = next++) {
      const row = rowOf(defects[place] ?? '', await searches(lane, defects[place] ?? '', { seeds, most }));
      rows[place] = row;
      tell(row);
    }
  };
  await Promise.all(lanes.lanes.map(work));
  return rows;
}

async function searches(
  lane: CaseLane,
  defect: string,
  { seeds, most }: MutantOptions,
): Promise<readonly UntilCaught[]> {
  const ended: UntilCaught[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const options = { policy: 'current', defects: [defect] } as const;
    ended.push(await lane.untilCaught({ kind: 'until-caught', options, start: seed * APART, most }));
  }
  return ended;
}

function rowOf(defect: string, ended: readonly UntilCaught[]): MutantRow {
  const rules = new Map<string, number>();
  const needed: number[] = [];
  for (const { runs, caught } of ended) {
    if (caught === null) continue;
    needed.push(runs);
    const rule = `${caught.first.oracle}:${caught.first.rule}`;
    rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  return {
    defect,
    median: medianOf(needed),
    maximum: needed.length === 0 ? Number.NaN : Math.max(...needed),
    missed: ended.length - needed.length,
    rules: [...rules].sort((a, b) => b[1] - a[1]).map(([rule]) => rule),
  };
}

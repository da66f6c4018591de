/** A scenario run to its end, with what the checklist looks at. Not a test itself. */
import type { DecisionRecord } from '../../src/cj/continuation/decision-record.js';
import type { Fact } from '../../src/cj/facts.js';
import type { PolicyName } from '../../src/cj/policy.js';
import { loadScenario } from '../../src/files/load-scenario.js';
import { parseSet } from '../../src/files/parse-set.js';
import { createWorld } from '../../src/library/create-world.js';
import { run } from '../../src/library/run.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import type { World } from '../../src/sim/world.js';
import type { Ending } from '../../src/sim/world-parts.js';

export interface Ran {
  readonly ending: Ending;
  readonly world: World;
  readonly records: readonly TraceRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly factsOf: <Name extends Fact['fact']>(name: Name) => readonly Extract<Fact, { fact: Name }>[];
  /** The first row of a statement. */
  readonly row: (sql: string) => unknown;
  readonly rows: (sql: string) => readonly unknown[];
}

export interface RanOptions {
  readonly policy?: PolicyName;
  /** As after `--set`. */
  readonly set?: readonly string[];
  readonly onRecord?: (record: TraceRecord, world: World) => void;
}

export function ran(name: string, { policy, set = [], onRecord }: RanOptions = {}): Ran {
  const { scenario, sources } = loadScenario(name, set.map(parseSet));
  const plan = expandScenario(scenario, policy ? { policy } : {}, sources);
  const records: TraceRecord[] = [];
  const world: World = createWorld({
    plan,
    onRecord: (_line, record) => {
      records.push(record);
      onRecord?.(record, world);
    },
  });
  const ending = run(world);
  const facts = records.flatMap((record) => record.facts ?? []);
  return {
    ending,
    world,
    records,
    decisions: records.flatMap((record) => record.decision ?? []),
    factsOf: <Name extends Fact['fact']>(wanted: Name) =>
      facts.filter((fact): fact is Extract<Fact, { fact: Name }> => fact.fact === wanted),
    row: (sql) => world.store.driver.prepare(sql).get(),
    rows: (sql) => world.store.driver.prepare(sql).all(),
  };
}

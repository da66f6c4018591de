/** A world of four essays with faults, from a file and from flags, and what its trace says of them. Not a test itself. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario } from '../../../src/files/load-scenario.js';
import { packageRoot } from '../../../src/files/package-root.js';
import { createWorld } from '../../../src/library/create-world.js';
import { run } from '../../../src/library/run.js';
import { jsonResult } from '../../../src/report/json-result.js';
import { readStoredWorld } from '../../../src/report/stored-world.js';
import type { FaultName } from '../../../src/sim/faults/fault-kinds.js';
import { parseFault } from '../../../src/sim/faults/parse-fault.js';
import { expandScenario } from '../../../src/sim/scenario/expand-scenario.js';
import type { WorldPlan } from '../../../src/sim/scenario/world-plan.js';
import type { TraceRecord } from '../../../src/sim/trace-record.js';

const BASE = readFileSync(join(packageRoot(), 'scenarios/four-essays.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'cjsim-faults-'));

export type FaultKeys = Readonly<Record<string, unknown>>;

export interface Ran {
  readonly records: readonly TraceRecord[];
  readonly startMs: number;
  readonly digest: string;
  /** As the summary counts them. */
  readonly counted: Readonly<Record<string, number>>;
}

/** A file of the scenario with these faults; JSON is YAML. */
export function scenarioFile(faults: readonly FaultKeys[]): string {
  const path = join(folder, 'four-essays.yaml');
  writeFileSync(path, `${BASE}\nfaults: ${JSON.stringify(faults)}\n`);
  return path;
}

export function fromFile(faults: readonly FaultKeys[]): Ran {
  const { scenario, sources } = loadScenario(scenarioFile(faults));
  return ran(expandScenario(scenario, {}, sources));
}

export function fromFlags(flags: readonly string[]): Ran {
  const { scenario, sources } = loadScenario('four-essays');
  return ran(expandScenario(scenario, { faults: flags.map(parseFault) }, sources));
}

function ran(plan: WorldPlan): Ran {
  const records: TraceRecord[] = [];
  using world = createWorld({ plan, check: true, onRecord: (_line, record) => records.push(record) });
  world.seal(run(world));
  const { faults } = jsonResult(readStoredWorld(world.store));
  return { records, startMs: plan.clockStartMs, digest: world.digest(), counted: faults };
}

/** A place where a fault struck, or could have. */
export interface Place {
  readonly step: number;
  /** Since the start of the clock. */
  readonly atMs: number;
}

/** Where a fault struck, once for each stroke. */
export function strokes({ records, startMs }: Ran, name: FaultName): readonly Place[] {
  return records.flatMap(({ n, at, fault = [] }) =>
    fault.filter((text) => text.startsWith(`${name}: `)).map(() => ({ step: n, atMs: at - startMs })),
  );
}

/** What a fault may strike. */
export type Target = 'callback' | 'text' | 'call' | 'verdict' | 'wave' | 'publication';

/** Where something that a fault may strike happened in a calm run. */
export function chances({ records, startMs }: Ran, target: Target): readonly Place[] {
  return records.flatMap((record) =>
    Array.from({ length: chancesIn(record, target) }, () => ({
      step: record.n,
      atMs: record.at - startMs,
    })),
  );
}

function chancesIn({ type, facts = [] }: TraceRecord, target: Target): number {
  switch (target) {
    case 'text':
      return type === 'content.requested' ? 1 : 0;
    case 'publication':
      return type === 'publish-event' ? 1 : 0;
    case 'call':
    case 'wave':
      return type === 'call.due' ? 1 : 0;
    case 'callback':
    case 'verdict':
      return facts.reduce((sum, fact) => sum + (fact.fact === 'call.answered' ? fact.requests : 0), 0);
  }
}

/**
 * The floor of a batch: the same SQL statements replayed bare through better-sqlite3, plus the bare fits and
 * matchings of its waves. What a whole run costs beyond it is the simulator's own.
 */

import { PairHistory, type PairRow } from '../src/cj/pairing/pair-history.js';
import { CURRENT_WAVE_RULES, planWave } from '../src/cj/pairing/plan-wave.js';
import { current } from '../src/cj/policies/current.js';
import { scoreBatch } from '../src/cj/scoring/score-batch.js';
import type { PairMode } from '../src/cj/words.js';
import { memoryStoreOver } from '../src/library/memory-store.js';
import { run } from '../src/library/run.js';
import { sha256 } from '../src/library/sha256.js';
import { createDraw } from '../src/sim/randomness.js';
import type { WorldPlan } from '../src/sim/scenario/world-plan.js';
import type { TraceRecord } from '../src/sim/trace-record.js';
import { World } from '../src/sim/world.js';
import { openMemory } from '../src/store/better-sqlite3-driver.js';
import { recordingDriver, replay, type SqlCall } from './recording-driver.js';

export interface Floor {
  /** The SQL alone, on a new database. */
  readonly sql: (path: string) => void;
  /** The fits and the matchings alone. */
  readonly kernels: () => void;
}

/** Runs the plan once and notes what it did. */
export function floorOf(plan: WorldPlan): Floor {
  const calls: SqlCall[] = [];
  const records: TraceRecord[] = [];
  const world = new World({
    plan,
    store: memoryStoreOver(recordingDriver(openMemory(), calls)),
    hash: sha256,
    judge: null,
    journalled: false,
    keepsTrace: false,
    checked: false,
    onRecord: (_line, record) => records.push(record),
  });
  run(world);
  const [batch] = plan.batches;
  if (batch === undefined) throw new Error('the plan has no batch');
  const essays = world.store.essays
    .ofBatch(batch.id)
    .map((row) => ({ id: row.els_essay_id, is_anchor: row.is_anchor === 1 }));
  const rows = world.store.pairs.rowsOfBatch(batch.id);
  const waves = records.flatMap(({ decision }) =>
    decision ? [{ answered: decision.submitted, mode: decision.mode }] : [],
  );
  world.close();
  return {
    sql: (path) => replay(calls, path),
    kernels: () => runKernels(plan, essays, rows, waves),
  };
}

function runKernels(
  plan: WorldPlan,
  essays: Parameters<typeof scoreBatch>[0],
  rows: readonly PairRow[],
  waves: readonly { readonly answered: number; readonly mode: PairMode | null }[],
): void {
  const ids = essays.map(({ id }) => id);
  const draw = createDraw(plan.seed);
  let scores: Float64Array | undefined;
  for (const [index, { answered, mode }] of waves.entries()) {
    const known = rows.slice(0, answered);
    const fit = scoreBatch(essays, known, current, scores ? { start: scores } : {});
    if (fit.kind === 'scored') scores = fit.scores;
    if (mode === null) continue;
    planWave(CURRENT_WAVE_RULES, mode, {
      net: { ids, isAnchor: (place) => essays[place]?.is_anchor === true, scores: [...(scores ?? [])] },
      history: new PairHistory(ids, known),
      cap: rows.length,
      label: '1',
      wave: index + 2,
      settings: plan.settings,
      draw,
    });
  }
}

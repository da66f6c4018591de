/** The world of a case, with every promise checked after each step. */
import { sha256 } from '../library/create-world.js';
import { LentDatabase } from '../library/lent-database.js';
import { InvariantChecker } from '../sim/invariants/invariant-checker.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { World } from '../sim/world.js';
import { openMemory } from '../store/better-sqlite3-driver.js';
import { openStore } from '../store/store.js';

/** Of this thread. */
let lent: LentDatabase | null = null;

export interface CaseWorld {
  readonly world: World;
  /** Goes on unchecked. */
  readonly stopChecking: () => void;
}

/** `ownDatabase`: a new one, as `cjsim run` opens it, instead of the one that all cases of a thread share. */
export function caseWorld(
  plan: WorldPlan,
  {
    ownDatabase,
    onRecord,
  }: { readonly ownDatabase: boolean; readonly onRecord: (record: TraceRecord) => void },
): CaseWorld {
  if (!ownDatabase) lent ??= new LentDatabase();
  const store = ownDatabase || lent === null ? openStore(openMemory()) : lent.lend();
  let checker: InvariantChecker | null = new InvariantChecker(plan, store.driver);
  const world = new World({
    plan,
    store,
    hash: sha256,
    judge: null,
    journalled: false,
    keepsTrace: false,
    checked: true,
    onRecord: (_line, record) => onRecord(record),
    afterStep: (record, isQuiet) => checker?.afterStep(record, isQuiet),
  });
  return {
    world,
    stopChecking: () => {
      checker = null;
    },
  };
}

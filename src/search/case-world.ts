/** The world of a case, with every promise checked after each step. */
import { memoryStore } from '../library/memory-store.js';
import { sha256 } from '../library/sha256.js';
import { InvariantChecker } from '../sim/invariants/invariant-checker.js';
import type { WorldPlan } from '../sim/scenario/world-plan.js';
import type { TraceRecord } from '../sim/trace-record.js';
import { World } from '../sim/world.js';
import { openMemory } from '../store/better-sqlite3-driver.js';
import { openStore } from '../store/store.js';

export interface CaseWorld {
  readonly world: World;
  /** Goes on unchecked. */
  readonly stopChecking: () => void;
}

export interface CaseWorldOptions {
  /** A new one, as `cjsim run` opens it, instead of what the case before has left. */
  readonly ownDatabase: boolean;
  /** The digest will be asked for. */
  readonly digest?: boolean;
  /** Told of each step before its promises are checked. */
  readonly onRecord: (record: TraceRecord) => void;
}

export function caseWorld(
  plan: WorldPlan,
  { ownDatabase, digest = false, onRecord }: CaseWorldOptions,
): CaseWorld {
  const store = ownDatabase ? openStore(openMemory()) : memoryStore();
  let checker: InvariantChecker | null = new InvariantChecker(plan, store.driver);
  const world = new World({
    plan,
    store,
    hash: sha256,
    judge: null,
    journalled: false,
    keepsTrace: false,
    checked: true,
    withoutDigest: !digest,
    afterStep: (record, isQuiet) => {
      onRecord(record);
      checker?.afterStep(record, isQuiet);
    },
  });
  return {
    world,
    stopChecking: () => {
      checker = null;
    },
  };
}

/**
 * A search on all cores. Chunks of cases go to the lanes as these get free; their results are added in the order of
 * the numbers, so the result of N runs is the same for any number of workers.
 */
import type { CaseLane, CaseLanes } from './case-lanes.js';
import type { CaseOptions } from './plan-case.js';
import type { CaseResult } from './run-case.js';
import { isTwice } from './search.js';
import { SearchTotals } from './search-totals.js';

export interface HuntOptions extends CaseOptions {
  readonly start: number;
  /** Most cases. */
  readonly runs: number;
  /** Asked before each chunk. */
  readonly goesOn: () => boolean;
  readonly stopsAtFirst: boolean;
  /** Share of the cases that are run a second time, on another lane. */
  readonly doubleCheck: number;
  readonly onProgress: (totals: SearchTotals) => void;
}

interface Chunk {
  readonly results: readonly CaseResult[];
  /** Digests of the second run, by number. */
  readonly again: ReadonlyMap<number, string | null>;
}

/** Cases that travel to a lane together: little waiting at the end, and little traffic. */
const CHUNK = 20;
/** Chunks of a lane that another one is yet to check: more than it comes to would only pile up. */
const CHUNKS_AHEAD = 4;

export async function hunt(lanes: CaseLanes, options: HuntOptions): Promise<SearchTotals> {
  const totals = new SearchTotals();
  const done = new Map<number, Chunk>();
  let next = options.start;
  let added = options.start;
  let isOver = false;
  const end = options.start + options.runs;

  const addInOrder = (): void => {
    for (let chunk = done.get(added); chunk !== undefined && !isOver; chunk = done.get(added)) {
      done.delete(added);
      added += chunk.results.length;
      for (const result of chunk.results) {
        const found = totals.add(result, chunk.again.get(result.number) ?? result.digest);
        if (found === null || !options.stopsAtFirst) continue;
        isOver = true;
        break;
      }
    }
    options.onProgress(totals);
  };

  const work = async (lane: CaseLane): Promise<void> => {
    const checks: Promise<void>[] = [];
    while (next < end && !isOver && options.goesOn()) {
      const start = next;
      next = Math.min(end, start + CHUNK);
      const results = await runCases(lane, options, { start, count: next - start });
      // Another lane comes to what it is to run again after its own cases: this one goes on meanwhile.
      const check = digestsAgain(lanes.otherThan(lane), options, results).then((again) => {
        done.set(start, { results, again });
        addInOrder();
      });
      // What it throws is thrown where the checks are awaited.
      check.catch(() => {
        isOver = true;
      });
      checks.push(check);
      if (checks.length > CHUNKS_AHEAD) await checks.shift();
    }
    await Promise.all(checks);
  };
  await Promise.all(lanes.lanes.map(work));
  return totals;
}

function runCases(
  lane: CaseLane,
  { policy, defects, doubleCheck, stopsAtFirst }: HuntOptions,
  { start, count }: { readonly start: number; readonly count: number },
): Promise<readonly CaseResult[]> {
  const options = { policy, defects };
  return lane.cases({ kind: 'cases', options, start, count, digests: doubleCheck, goesOn: !stopsAtFirst });
}

/** Of the cases that are run twice; `lane` is another than the one that ran them first. */
async function digestsAgain(
  lane: CaseLane,
  { policy, defects, doubleCheck }: HuntOptions,
  results: readonly CaseResult[],
): Promise<Chunk['again']> {
  const numbers = results
    .filter(({ number, found, digest }) => isTwice(number, doubleCheck) && found === null && digest !== null)
    .map(({ number }) => number);
  if (numbers.length === 0) return new Map();
  const digests = await lane.again({ kind: 'again', options: { policy, defects }, numbers });
  return new Map(numbers.map((number, place) => [number, digests[place] ?? null]));
}

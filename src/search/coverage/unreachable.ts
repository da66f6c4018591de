/**
 * What no world can reach, with the reason. A test searches for each in vain, and the reasons that speak of code are
 * held by it: a policy that begins to send what its reason denies fails there.
 */
import type { PolicyName } from '../../cj/policy.js';

interface Unreachable {
  readonly what: RegExp;
  readonly because: string;
  /** Under these policies; all where it is left out. */
  readonly under?: readonly PolicyName[];
}

const WAITING: readonly PolicyName[] = ['current', 'service-2026-02', 'service-2025-11-27'];
const SERVICE: readonly PolicyName[] = ['service-2026-02', 'service-2025-11-27', 'service-2025-11-16'];
const OF_2025: readonly PolicyName[] = ['service-2025-11-27', 'service-2025-11-16'];

const UNREACHABLE: readonly Unreachable[] = [
  {
    what: /^batch (?!failing )\S+ batch\.failed$/,
    because: 'fail-batch says batch.failed, and its command is given on the way into failing',
  },
  {
    what: /^batch continuing batch\.completed$/,
    because:
      'a batch that has ended continues only when other code is deployed, which no case of a search does',
  },
  {
    what: /^batch (completed|failed|cancelled|requested) batch\.cancelled$/,
    because: 'batch.cancel is refused where the row is terminal, and before there is one',
  },
  {
    what: / continuation\.due$/,
    because: 'continuationDue of the policy names whole waves, and never a single callback',
    under: WAITING,
  },
  {
    what: /^batch continuing continuation\.waits$/,
    because:
      'a wave is complete only when nothing is pending, and there is no NO_OP: where nothing is left it ends',
    under: ['current'],
  },
  {
    what: /^batch recovering continuation\.waits$/,
    because: 'the service forces the scoring or fails, whatever has come since the sweep',
    under: SERVICE,
  },
  {
    what: /^batch (projecting|failing) finish\.refused$/,
    because: 'a batch that scores or fails has no answer pending, or is forced, and its row is not terminal',
    under: ['current'],
  },
  {
    what: /^batch projecting failure\.due$/,
    because:
      'a fit fails only without a usable answer, and such a batch fails at its decision or at its recovery',
    under: ['current'],
  },
  {
    what: /^consumer \S+ callback\.partlyPersisted$|^consumer persisting /,
    because: 'callbackCommits of the policy is one transaction',
    under: ['current'],
  },
  {
    what: /^llm_provider full (calls\.queued|call\.deferred|circuit\.opened)$/,
    because: 'full is a busy state: the queue holds messages back until the timer has left it',
  },
  {
    what: /^llm_provider circuitOpen call\.failed$/,
    because: 'a trial that fails opens the circuit again, unless a fork has raised the threshold since',
  },
  {
    what: /^runner (told|timedOut) assessment\.(completed|failed)$/,
    because: 'the outbox publishes the end of a batch once, and a time-out stops the world',
    under: ['current'],
  },
  {
    what: /^an anchor's grade came from (storage_id|anchor_ref_id)$/,
    because:
      'prepare-batch writes known_grade with every anchor of an assignment, and earlier tiers come first',
    under: ['current'],
  },
  {
    what: /^wait \S+ (small|regular)$/,
    because: 'a wait is no decision and has no decision record',
    under: WAITING,
  },
  {
    what: /^nothing \S+ (small|regular)$/,
    because: 'where nothing is left to ask the batch ends; there is no NO_OP',
    under: ['current'],
  },
  {
    what: /^(coverage|resample|retry) provider_batch_api /,
    because: 'provider_batch_api asks all pairs in the first wave',
    under: ['current'],
  },
  {
    what: /^retry |^a (small net's )?decision led to retry$/,
    because: 'the pool of failed comparisons is never fed',
    under: SERVICE,
  },
  {
    what: /^resample |^a (small net's )?decision led to resample$/,
    because: 'the policies of 2025 do not resample',
    under: OF_2025,
  },
];

export function whyUnreachable(what: string, policy: PolicyName): string | null {
  const found = UNREACHABLE.find(
    (entry) => (entry.under === undefined || entry.under.includes(policy)) && entry.what.test(what),
  );
  return found?.because ?? null;
}

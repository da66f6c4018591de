import { expect, test } from 'vitest';
import { caseWorld } from '../../src/search/case-world.js';
import { planCase } from '../../src/search/plan-case.js';
import { CANCEL_STATES } from '../../src/sim/scenario/batch-schema.js';

const ESSAYS = { list: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] };
/** What brings a batch into the state, where an ordinary one does not come by. */
const WAYS: Readonly<Record<string, object>> = {
  recovering: { unanswered: [1], settings: { BATCH_TIMEOUT_HOURS: 0.01 } },
  failing: { judge: { profile: 'perfect', parameters: { errors: { rate: 1 } } } },
};

/** The states in which a batch heard that it is cancelled, in so many orders of what is due at once. */
function heardIn(state: string): ReadonlySet<string> {
  const heard = new Set<string>();
  for (let seed = 1; seed <= 12; seed++) {
    const scenario = { seed, ...WAYS[state], batches: [{ essays: ESSAYS, cancel_in: state }] };
    const { world } = caseWorld(planCase(scenario, { policy: 'current', defects: [] }), {
      ownDatabase: true,
      onRecord: ({ type, before, after }) => {
        if (type === 'batch.cancel' && after === 'cancelled') heard.add(before);
      },
    });
    while (world.step().kind === 'advanced');
    world.close();
  }
  return heard;
}

test.each(CANCEL_STATES)('a batch can be cancelled as it enters %s', (state) => {
  expect([...heardIn(state)]).toContain(state);
});

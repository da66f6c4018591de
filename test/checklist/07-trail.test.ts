import { expect, test } from 'vitest';
import { ran } from './ran.js';

test('each wave leaves its budget, its source and what remains; each continuation says what it was rebuilt from', () => {
  const { factsOf, decisions } = ran('batch-21');
  const waves = factsOf('wave.submitted');
  expect(factsOf('budget.resolved').map(({ iteration }) => iteration)).toEqual(
    waves.map(({ iteration }) => iteration),
  );
  expect(factsOf('request.rehydrated').map(({ iteration }) => iteration)).toEqual(
    decisions.map(({ iteration }) => iteration),
  );
  expect(decisions.map((decision) => [decision.budget_source, decision.pairs_remaining])).toEqual(
    decisions.map((decision) => ['runner_override', 100 - decision.submitted]),
  );
  expect(decisions.at(-1)).toMatchObject({ pairs_remaining: 0, decision: 'FINALIZE_SCORING' });
});

test('a trace record is caused by one that came before it', () => {
  const { records } = ran('batch-21');
  const known = new Set<string>();
  const orphans = records.filter(({ messageId, causedBy }) => {
    known.add(messageId);
    return causedBy !== null && !known.has(causedBy);
  });
  expect(orphans).toEqual([]);
});

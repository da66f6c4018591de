/** When the clock of a world starts: nothing but the times of what happens follows from it. */
import { expect, test } from 'vitest';
import { createWorld, run } from '../../src/index.js';
import { clockTimeMs } from '../../src/sim/scenario/clock-time.js';
import { parseScenario } from '../../src/sim/scenario/parse-scenario.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';
import { planned } from './planned.js';

const STARTS = ['0100-01-01T00:00:00Z', '1969-12-31T23:59:55Z', '9899-12-31T23:59:59Z'];

function startingAt(text: string, plan: WorldPlan) {
  const clockStartMs = clockTimeMs(text) as WorldPlan['clockStartMs'];
  const records: string[] = [];
  using world = createWorld({
    plan: { ...plan, clockStartMs },
    onRecord: (_, record) => records.push(JSON.stringify({ ...record, at: record.at - clockStartMs })),
  });
  return { ending: run(world), records };
}

test.each(['eng5', 'provider-outage', 'rough-night', 'deployment'])(
  '%s goes the same way in every year, before 1970 too',
  (name) => {
    const plan = planned(name);
    const usual = startingAt('2026-02-02T08:00:00Z', plan);
    for (const start of STARTS) expect(startingAt(start, plan)).toEqual(usual);
  },
);

test('the longest waits and jumps of a clock stay within the years of a timestamp', () => {
  const plan = planned('four-essays', ['drop-callback#1', 'clock-jump@30d,by=3650d'], {
    settings: { BATCH_TIMEOUT_HOURS: 24 * 3000, BATCH_MONITOR_INTERVAL_MINUTES: 1440 * 1000 },
  });
  for (const start of STARTS)
    expect(startingAt(start, { ...plan, horizonMs: 3650 * 86_400_000 }).ending).toBe('finished');
});

test.each(['0099-12-31T23:59:59Z', '9900-01-01T00:00:00Z'])('no world starts at %s', (clock_start) => {
  expect(() => parseScenario({ clock_start })).toThrow(
    `clock_start must lie in the years 0100 to 9899, not "${clock_start}".`,
  );
});

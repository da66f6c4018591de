/** Which records `trace` shows, and in which form. */
import { mkdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { TraceRecord } from '../../src/sim/trace-record.js';
import { inNewFolder, typed } from './typed.js';

inNewFolder();

beforeAll(async () => {
  await typed(['run', 'seed-world', '--db', 'world.db', '--quiet']);
  all = await shown();
});

let all: readonly TraceRecord[] = [];

async function shown(...words: string[]): Promise<readonly TraceRecord[]> {
  const { code, out } = await typed(['trace', '--db', 'world.db', ...words]);
  expect(code).toBe(0);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceRecord);
}

test('steps are from the first one named to the last one, with both', async () => {
  expect(await shown('--from', '7', '--to', '20')).toEqual(all.slice(6, 20));
});

test('times count from the start of the clock: from the first on, and before the last', async () => {
  // The first request comes as the clock starts.
  const start = all[0]?.at ?? 0;
  const [since = 0, before = 0] = [50, 90].map((place) => (all[place]?.at ?? 0) - start);
  expect(since < before).toBe(true);
  expect(await shown('--since', `${since}ms`, '--before', `${before}ms`)).toEqual(
    all.filter(({ at }) => since <= at - start && at - start < before),
  );
  const { code, err } = await typed(['trace', '--db', 'world.db', '--since', 'noon']);
  expect([code, err]).toEqual([2, expect.stringContaining('cjsim: --since: "noon" is no time.')]);
});

test('records are of a batch, by its label, of an actor, by a part of its name, and of a type', async () => {
  expect(await shown('--batch', '21')).toEqual(all.filter(({ batch }) => batch === '21'));
  expect(await shown('--actor', 'batch/')).toEqual(all.filter(({ actor }) => actor.startsWith('batch/')));
  const type = 'decide-continuation';
  const decisions = await shown('--batch', '21', '--type', type);
  expect(decisions).toEqual(all.filter((record) => record.batch === '21' && record.type === type));
  expect(decisions.length).toBeGreaterThan(0);
});

test('as Chrome trace JSON the records have a mark each', async () => {
  const { out } = await typed(['trace', '--db', 'world.db', '--chrome', '--to', '30']);
  const { traceEvents } = JSON.parse(out) as { traceEvents: readonly { ph: string; name: string }[] };
  expect(traceEvents.filter(({ ph }) => ph === 'i').map(({ name }) => name)).toEqual(
    all.slice(0, 30).map(({ type }) => type),
  );
});

test('of a diagram that Mermaid would not draw it is said so', async () => {
  await typed(['run', 'class-60', '--db', 'long.db', '--quiet']);
  const mermaid = ['trace', '--db', 'long.db', '--mermaid'];
  expect((await typed(mermaid)).err).not.toContain('letters');
  const { code, out, err } = await typed([...mermaid, '--most', '820']);
  expect(code).toBe(0);
  expect(err).toContain(`The diagram has ${out.length} letters: Mermaid draws none of more than 50000`);
});

test('a folder is no database, and a kept case is told how it becomes one', async () => {
  mkdirSync('a-case');
  const { code, err } = await typed(['trace', 'a-case']);
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('cjsim run FOLDER/scenario.yaml --db FILE writes one.\n'),
  ]);
});

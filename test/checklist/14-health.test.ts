/** Row 14: which services run, and following a log; an actor can be paused and restarted. */
import { beforeAll, expect, test } from 'vitest';
import { inNewFolder, typed } from '../commands/typed.js';

inNewFolder();

beforeAll(async () => {
  await typed(['run', 'seed-world']);
});

test("the seed's grep finds the three services among the actors, with state and queue", async () => {
  const { out } = await typed(['ps', '--json']);
  const actors = JSON.parse(out) as readonly { name: string; state: string; queued: number }[];
  const services = actors.filter(({ name }) => /(cj_assessment|llm_provider|content)/.test(name));
  expect(new Set(services.map(({ name }) => name.split('/')[0]))).toEqual(
    new Set(['huleedu_cj_assessment_service', 'huleedu_llm_provider_service', 'huleedu_content_service']),
  );
  expect(services.filter(({ state, queued }) => state === '' || queued < 0)).toEqual([]);
});

test('the last lines of one actor about one batch, by id and by uuid', async () => {
  const words = ['logs', '--follow', '--tail', '50', '--actor', 'batch', '--batch'];
  const byId = await typed([...words, '21']);
  const lines = byId.out.trim().split('\n');
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.length).toBeLessThanOrEqual(50);
  expect(lines.filter((line) => !line.includes('"batch_id":21') && !line.includes('batch/21'))).toEqual([]);
  expect((await typed([...words, '19e9b199-b500-45ce-bf95-ed63bb7489aa'])).out).toBe(byId.out);
});

test('an actor goes by the name that ps prints, too, and by that of its service', async () => {
  const printed = async (...words: readonly string[]) => (await typed(words)).out;
  const own = await printed('logs', '--actor', 'batch/21');
  expect(own).toContain('"actor":"batch/21"');
  expect(await printed('logs', '--actor', 'huleedu_cj_assessment_service/batch/21')).toBe(own);
  expect(await printed('logs', '--actor', 'cj_assessment', '--batch', '21')).toContain(
    '"actor":"outbox_relay"',
  );
  const content = await printed('trace', '--actor', 'content_service');
  expect(await printed('trace', '--actor', 'huleedu_content_service')).toBe(content);
});

test('a paused and a restarted service change the time, not the outcome', async () => {
  const outcome = async (...words: readonly string[]) => {
    const { code, out } = await typed(['run', 'lower5', '--json', '--no-keep', ...words]);
    const { virtual_duration_ms, batches } = JSON.parse(out) as {
      readonly virtual_duration_ms: number;
      readonly batches: readonly { readonly state: string; readonly submitted_comparisons: number }[];
    };
    const [batch] = batches;
    return { code, state: batch?.state, submitted: batch?.submitted_comparisons, took: virtual_duration_ms };
  };
  const plain = await outcome();
  const paused = await outcome('--pause', 'content_service@0s..20s');
  const restarted = await outcome('--restart', 'batch/1@3s');
  expect([paused, restarted].map(({ code, state }) => ({ code, state }))).toEqual([
    { code: 0, state: plain.state },
    { code: 0, state: plain.state },
  ]);
  expect(paused.took).toBeGreaterThanOrEqual(20_000);
});

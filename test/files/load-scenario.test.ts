import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/files/load-scenario.js';
import { shippedNames } from '../../src/files/package-data.js';
import { parseSet } from '../../src/files/parse-set.js';
import { expandScenario } from '../../src/sim/scenario/expand-scenario.js';
import type { WorldPlan } from '../../src/sim/scenario/world-plan.js';

const folder = mkdtempSync(join(tmpdir(), 'cjsim-scenario-ö '));
afterAll(() => rmSync(folder, { recursive: true }));

function planOf(name: string, ...sets: readonly string[]): WorldPlan {
  const { scenario, sources } = loadScenario(name, sets.map(parseSet));
  return expandScenario(scenario, {}, sources);
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('shipped scenarios', () => {
  test('there is one for each story', () => {
    expect(shippedNames('scenarios')).toEqual([
      'batch-21',
      'batch-33',
      'cancelled',
      'class-60',
      'deployment',
      'eng5',
      'failed-comparisons',
      'forced-completion',
      'four-essays',
      'legacy-batch-19',
      'lower5',
      'provider-outage',
      'rough-night',
      'seed-world',
      'service-default',
      'single-essay',
      'stuck',
    ]);
  });

  test.each(shippedNames('scenarios'))('%s is named like its file, explained, and plain data', (name) => {
    const { scenario, notes } = loadScenario(name);
    expect(scenario.name).toBe(name);
    expect(scenario.title).not.toBe('');
    expect(scenario.story.split(/[.!?](?:\s|$)/).length).toBeGreaterThan(2);
    expect(notes).toEqual([]);
    const plan = planOf(name);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(new Set(plan.texts.map((text) => text.storage_id)).size).toBe(plan.texts.length);
    const made = plan.batches
      .flatMap((batch) => batch.abilities)
      .filter(({ origin }) => origin !== 'scenario');
    expect(made).toEqual([]);
  });

  test('eng5 has twelve anchors, twelve students and room for its budget of 288', () => {
    const plan = planOf('eng5');
    expect(plan.assignments[0]?.anchors.map(({ grade, ability }) => [grade, ability])).toEqual([
      ['A', 3.72],
      ['A', 2.31],
      ['B', 2.95],
      ['B', 2.94],
      ['C+', -0.03],
      ['C-', -1.99],
      ['D+', -1.88],
      ['D-', -4.05],
      ['E+', -3.24],
      ['E-', -7.99],
      ['F+', -5.04],
      ['F+', -6.31],
    ]);
    expect(plan.batches[0]?.essays.length).toBe(12);
    expect(plan.batches[0]?.request.max_comparisons_override).toBe(288);
    expect(plan.settings.MAX_PAIRWISE_COMPARISONS).toBe(288);
  });

  test('batch-21 asks for what the real batch asked for', () => {
    const plan = planOf('batch-21');
    expect(plan.clockStartMs).toBe(Date.UTC(2025, 10, 16, 2, 54, 6));
    const [batch] = plan.batches;
    expect([batch?.id, batch?.bosBatchId]).toEqual([21, '19e9b199-b500-45ce-bf95-ed63bb7489aa']);
    expect(batch?.request).toEqual({
      assignment_id: '00000000-0000-0000-0000-000000000001',
      language: 'en',
      course_code: 'ENG6',
      cj_source: 'els',
      cj_request_type: 'cj_comparison',
      llm_config_overrides: {
        provider: 'anthropic',
        model: 'claude-haiku-4-5',
        temperature: 0.2,
        max_tokens: 2000,
      },
      batch_config_overrides: { batch_size: 25, max_concurrent_batches: 2 },
      max_comparisons_override: 100,
      user_id: 'teacher-0417',
      org_id: 'school-12',
    });
  });

  test('seed-world holds the batches of that night, stopped before the monitor acts on 5 and 6', () => {
    const plan = planOf('seed-world');
    expect(plan.batches.map((batch) => [batch.id, batch.unanswered, batch.madeByOldCode])).toEqual([
      [5, true, false],
      [6, true, false],
      [9, false, false],
      [19, false, true],
      [21, false, false],
    ]);
    expect(plan.stopAtMs).toBeLessThan(plan.settings.BATCH_TIMEOUT_HOURS * 3_600_000);
    const alone = planOf('batch-21').batches[0];
    const here = plan.batches.find(({ id }) => id === 21);
    expect([here?.bosBatchId, here?.request]).toEqual([alone?.bosBatchId, alone?.request]);
    expect(plan.clockStartMs + (here?.startMs ?? 0)).toBe(planOf('batch-21').clockStartMs);
  });

  test('class-60 has sixty students, eight anchors and a budget of 600 within the guardrail', () => {
    const plan = planOf('class-60');
    expect(plan.assignments[0]?.anchors.map(({ grade }) => grade)).toEqual([
      'F',
      'E',
      'D',
      'D+',
      'C',
      'C+',
      'B',
      'A',
    ]);
    expect(plan.batches[0]?.essays.length).toBe(60);
    expect(plan.batches[0]?.request.max_comparisons_override).toBe(600);
    expect(plan.settings.MAX_PAIRWISE_COMPARISONS).toBe(900);
  });
});

describe('loading by name or path', () => {
  test('an unknown name is refused with the nearest one', () => {
    expect(() => loadScenario('eng55')).toThrowError(
      expect.objectContaining({
        code: 'unknown_scenario',
        message: 'There is no scenario eng55; did you mean eng5?',
      }),
    );
  });

  test('a path is read with byte order mark and Windows line ends', () => {
    const path = file(
      'windows.yml',
      '\uFEFFessays:\r\n  generate: { count: 5 }\r\nrequest:\r\n  max_comparisons: 60\r\n',
    );
    const plan = planOf(path);
    expect([plan.name, plan.batches.length, plan.batches[0]?.essays.length]).toEqual(['windows', 1, 5]);
  });

  test('JSON with tabs is a scenario too', () => {
    const path = file('a.json', '{\n\t"essays": {\n\t\t"generate": {"count": 2}\n\t}\n}\n');
    expect(planOf(path).batches[0]?.essays.map((essay) => essay.els_essay_id)).toEqual([
      'student-01',
      'student-02',
    ]);
  });

  test.each([
    ['missing.yaml', null, 'does not exist.'],
    ['latin1.yaml', Buffer.from('title: k\xf6\n', 'latin1'), 'is not UTF-8 text.'],
    ['utf16.yaml', Buffer.from('\uFEFFtitle: x\n', 'utf16le'), 'is not UTF-8 text.'],
    [
      'large.yaml',
      Buffer.alloc(10 * 1024 * 1024, 32),
      'has 10485760 bytes; a text must have less than 10 MB (10485760 bytes).',
    ],
  ])('%s is refused with its name', (name, content, complaint) => {
    const path = content === null ? join(folder, name) : file(name, content);
    expect(() => loadScenario(path)).toThrowError(
      expect.objectContaining({ message: `${path} ${complaint}` }),
    );
  });

  test('a folder in the place of a file is refused', () => {
    expect(() => loadScenario(`${folder}/`)).toThrowError(
      expect.objectContaining({ message: `${folder}/ is a folder, not a file.` }),
    );
  });
});

describe('changes of single keys', () => {
  test('a key, a bare setting and a place in a list are set before anything is checked', () => {
    const plan = planOf('seed-world', 'seed=7', 'BATCH_TIMEOUT_HOURS=6', 'batches[4].id=22', 'stop={at: 2h}');
    expect([plan.seed, plan.settings.BATCH_TIMEOUT_HOURS, plan.batches[4]?.id, plan.stopAtMs]).toEqual([
      '7',
      6,
      22,
      7_200_000,
    ]);
  });

  test('a mistake in a change is named with the change', () => {
    expect(() => planOf('eng5', 'settings.MAX_PAIRWISE_COMPARISONS=0')).toThrowError(
      expect.objectContaining({
        message: 'settings.MAX_PAIRWISE_COMPARISONS must be at least 1, not 0.',
        where: '--set settings.MAX_PAIRWISE_COMPARISONS=0',
      }),
    );
    expect(() => planOf('eng5', 'request.max_comparisons=0')).toThrowError(
      expect.objectContaining({ code: 'bad_budget', where: '--set request.max_comparisons=0' }),
    );
  });

  test('a group is named with the change within it, and with its own place', () => {
    expect(() => planOf('lower5', 'essays.generate.count=3')).toThrowError(
      expect.objectContaining({
        message: 'essays: give exactly one of generate, list, folder.',
        where: '--set essays.generate.count=3 (scenarios/lower5.yaml:13:1)',
      }),
    );
  });

  test('the judge of a change is loaded', () => {
    expect(planOf('eng5', 'judge.profile=hash').judge).toEqual(
      expect.objectContaining({ kind: 'profile', profile: expect.objectContaining({ name: 'hash' }) }),
    );
  });
});

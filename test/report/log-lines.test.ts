import { describe, expect, test } from 'vitest';
import { type LogFilter, logLines } from '../../src/report/log-lines.js';
import { batchNamed } from '../../src/report/stored-world.js';
import { storedRun } from './stored.js';

const EVERYTHING: LogFilter = { batch: null, actor: null, level: 'debug' };
const world = storedRun('seed-world');

interface Line {
  readonly level: string;
  readonly time: string;
  readonly logger: string;
  readonly actor: string;
  readonly batch_id?: number;
  readonly bos_batch_id?: string;
  readonly correlation_id?: string;
  readonly msg: string;
}

const parsed = (filter: Partial<LogFilter>) =>
  logLines(world, { ...EVERYTHING, ...filter }).map((line) => JSON.parse(line) as Line);

test('every line is one JSON object with its line end, in virtual time', () => {
  const lines = logLines(world, EVERYTHING);
  expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
  expect(parsed({})[0]?.time).toMatch(/^2025-11-1\dT/);
});

test('a line names logger, actor, batch, uuid and correlation id, and neither host nor process', () => {
  const line = parsed({ batch: batchNamed(world, '21') }).find(({ msg }) =>
    msg.includes('continuation decided'),
  );
  expect(line).toMatchObject({
    level: 'info',
    logger: 'cj_assessment_service.workflow_continuation',
    actor: 'batch/21',
    batch_id: 21,
    bos_batch_id: '19e9b199-b500-45ce-bf95-ed63bb7489aa',
    correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(Object.keys(line ?? {})).not.toEqual(expect.arrayContaining(['pid', 'hostname']));
});

describe("the operators' words are found", () => {
  const text = logLines(world, { ...EVERYTHING, level: 'info', batch: batchNamed(world, '21') }).join('');
  for (const word of [
    'continuation',
    'rehydrat',
    'original_request',
    'grade_projection',
    'workflow_continuation',
    'Budget resolved: source runner_override, cap 100, override 100',
    'source runner_override, 0 pairs of remaining capacity',
  ]) {
    test(word, () => expect(text).toContain(word));
  }
});

test('a batch made by old code is warned about, no other', () => {
  const warned = parsed({ level: 'warn' }).filter(({ msg }) => msg.includes('original_request'));
  expect(new Set(warned.map(({ batch_id }) => batch_id))).toEqual(new Set([19]));
});

test('a healthy batch has no line of level warn', () => {
  expect(parsed({ level: 'warn', batch: batchNamed(world, '21') })).toEqual([]);
});

test('actors are filtered by a part of their name, under the service that they stand for', () => {
  const lines = parsed({ actor: 'llm_provider' });
  expect(lines.length).toBeGreaterThan(0);
  expect(new Set(lines.map(({ logger }) => logger.split('.')[0]))).toEqual(new Set(['llm_provider_service']));
});

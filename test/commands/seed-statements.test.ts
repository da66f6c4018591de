/** Every SQL statement of the seed, word for word, on the world `seed-world` (09, "The queries"). */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inNewFolder, typed } from './typed.js';

const STATEMENTS = JSON.parse(
  readFileSync(new URL('../fixtures/seed-statements.json', import.meta.url), 'utf8'),
) as readonly string[];

inNewFolder();

beforeAll(async () => {
  await typed(['run', 'seed-world', '--db', 'world.db']);
});

describe('the statements of the seed run as they are', () => {
  test.each(STATEMENTS.map((statement) => [statement] as const))('%s', async (statement) => {
    const uuid = '19e9b199-b500-45ce-bf95-ed63bb7489aa';
    // The seed's shell puts the uuid in place of the variable.
    const text = statement.replace(/\$\{BATCH_UUID\}/g, uuid);
    const changes = /^\s*DELETE/i.test(text) ? ['--write'] : [];
    const { code, out } = await typed(['sql', text, '--db', 'world.db', ...changes]);
    expect(code).toBe(0);
    expect(out).toMatch(/\(\d+ rows?\)|DELETE \d/);
  });
});

test('the budget of batch 21 is what the seed expects', async () => {
  const { out } = await typed([
    'sql',
    "SELECT bs.processing_metadata->'comparison_budget'->>'source' AS source, bs.processing_metadata->'original_request'->>'max_comparisons_override' AS asked, bs.submitted_comparisons AS submitted FROM cj_batch_states bs WHERE batch_id = 21",
    '--json',
    '--db',
    'world.db',
  ]);
  expect(JSON.parse(out)).toEqual([{ source: 'runner_override', asked: 100, submitted: 100 }]);
});

test('original_request is the same in both tables, and NULL for the batch of old code', async () => {
  const { out } = await typed([
    'sql',
    "SELECT bu.id, bu.processing_metadata->'original_request' = bs.processing_metadata->'original_request' AS same FROM cj_batch_uploads bu JOIN cj_batch_states bs ON bu.id = bs.batch_id WHERE bu.id > 6 ORDER BY bu.id",
    '--json',
    '--db',
    'world.db',
  ]);
  expect(JSON.parse(out)).toEqual([
    { id: 9, same: 1 },
    { id: 19, same: null },
    { id: 21, same: 1 },
  ]);
});

test('a statement that changes the world needs --write and --db', async () => {
  const statement = 'DELETE FROM cj_batch_uploads WHERE id = 9';
  expect(await typed(['sql', statement, '--db', 'world.db'])).toMatchObject({ code: 2, out: '' });
  expect(await typed(['sql', statement, '--write'])).toMatchObject({ code: 2, out: '' });
});

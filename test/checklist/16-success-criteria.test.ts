/** Row 16: the seed's whole sequence on the world that the engineers found. docs/how-to/validate-the-seed.md shows it. */
import { beforeAll, expect, test } from 'vitest';
import { inNewFolder, typed } from '../commands/typed.js';

inNewFolder();

interface Checked {
  readonly failed: number;
  readonly checks: readonly { readonly id: string; readonly verdict: string }[];
}

const checked = async () => JSON.parse((await typed(['check', '--json', '--db', 'world.db'])).out) as Checked;
const failing = ({ checks }: Checked) =>
  checks.filter(({ verdict }) => verdict === 'FAIL').map(({ id }) => id);
const sql = async (statement: string, ...words: readonly string[]) =>
  JSON.parse((await typed(['sql', statement, '--json', '--db', 'world.db', ...words])).out) as unknown;

const STUCK = "SELECT batch_id FROM cj_batch_states WHERE state = 'WAITING_CALLBACKS' ORDER BY batch_id DESC";

beforeAll(async () => {
  await typed(['run', 'seed-world', '--db', 'world.db']);
});

test('from the stuck batches to the success criteria, in the order of the seed', async () => {
  expect((await typed(['ps', '--db', 'world.db'])).out).toMatch(/llm_provider/);
  expect(await sql(STUCK)).toEqual([{ batch_id: 6 }, { batch_id: 5 }]);
  expect(failing(await checked())).toEqual(['stuck']);
  await typed(['sql', 'DELETE FROM cj_batch_uploads WHERE id IN (5, 6)', '--write', '--db', 'world.db']);
  expect(await sql(STUCK)).toEqual([]);
  expect(failing(await checked())).toEqual([]);
  expect(await sql('SELECT COUNT(*) AS projections FROM grade_projections WHERE cj_batch_id = 21')).toEqual([
    { projections: 12 },
  ]);
  expect(
    await sql(
      'SELECT COUNT(*) AS total, COUNT(winner) AS completed FROM cj_comparison_pairs WHERE cj_batch_id = 21',
    ),
  ).toEqual([{ total: 100, completed: 100 }]);
  const trail = (await typed(['logs', '--batch', '21', '--db', 'world.db'])).out;
  expect(trail).toMatch(/continuation/);
  expect(trail).toMatch(/rehydrat/);
  expect(trail).toMatch(/original_request/);
});

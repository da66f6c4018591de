/** Where the module of a user's own judge is, so that a run goes on with the same one whatever folder it is told to in. */
import type { Migration } from './migration.js';

export const judgeModule: Migration = {
  name: '0004-judge-module',
  up: (db) => [db.schema.alterTable('sim_header').addColumn('judge_module', 'text')],
};

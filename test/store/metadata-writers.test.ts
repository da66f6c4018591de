/** Reads the code: nothing but src/store/metadata.ts assigns `processing_metadata`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BatchId } from '../../src/cj/words.js';
import { query } from '../../src/store/compile.js';
import { at } from './small-world.js';

const ROOT = join(import.meta.dirname, '../../src');
const WRITER = 'store/metadata.ts';
/** They declare the column, and create it. */
const DECLARATIONS = ['store/schema.ts', 'store/migrations/0001-service-tables.ts'];

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') || path.endsWith('.tsx'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), code: readFileSync(join(ROOT, path), 'utf8') }));

interface Offence {
  readonly rule: RegExp;
  readonly applies: (path: string) => boolean;
}

const elsewhere = (path: string) => path !== WRITER;
const OFFENCES: Record<string, Offence> = {
  'a column is set, in a query or in SQL': {
    rule: /processing_metadata['"`\]]*\s*(?::|=(?!=|>))/,
    applies: (path) => path.startsWith('store/') && elsewhere(path) && !DECLARATIONS.includes(path),
  },
  'SQL assigns it': { rule: /\bset\b[^;]*\bprocessing_metadata\s*=(?!=)/i, applies: elsewhere },
  'a JSON function changes a document': {
    rule: /\bjsonb?_(?:set|patch|insert|replace|remove)\s*\(/i,
    applies: elsewhere,
  },
  'the branded text is made or handled': {
    rule: /\bMergedMetadata\b/,
    applies: (path) => elsewhere(path) && path !== 'store/schema.ts',
  },
  'the text of an answer is made': { rule: /\bas AnswerDocument\b|sql<AnswerDocument>/, applies: elsewhere },
  'a table is written outside the store': {
    rule: /\b(?:insertInto|updateTable|replaceInto|mergeInto)\s*\(|\b(?:insert\s+into|update)\s+cj_/i,
    applies: (path) => !path.startsWith('store/'),
  },
  'the writer that is wrong on purpose is called past the policy': {
    rule: /clobberBatchProcessingMetadata/,
    applies: elsewhere,
  },
};

function offences(code: string, path: string): readonly string[] {
  return Object.entries(OFFENCES)
    .filter(([, { rule, applies }]) => applies(path) && rule.test(code))
    .map(([name]) => name);
}

describe('only src/store/metadata.ts writes metadata', () => {
  test('the code is there to be read', () => {
    expect(sources.map(({ path }) => path)).toContain(WRITER);
    expect(sources.length).toBeGreaterThan(20);
  });

  test('no file breaks the rule', () => {
    const found = sources.flatMap(({ path, code }) => offences(code, path).map((name) => `${path}: ${name}`));
    expect(found).toEqual([]);
  });

  const EXAMPLES = [
    [
      'store/batches.ts',
      'db.updateTable(t).set({ processing_metadata: text })',
      'a column is set, in a query or in SQL',
    ],
    ['store/batches.ts', "row['processing_metadata'] = text", 'a column is set, in a query or in SQL'],
    ['steps/finish.ts', "exec('UPDATE cj_batch_states SET processing_metadata = ?')", 'SQL assigns it'],
    ['steps/finish.ts', "json_patch(doc, '{}')", 'a JSON function changes a document'],
    ['store/essays.ts', 'text as MergedMetadata', 'the branded text is made or handled'],
    ['store/essays.ts', 'text as AnswerDocument', 'the text of an answer is made'],
    ['sim/world.ts', "db.updateTable('cj_batch_states')", 'a table is written outside the store'],
    [
      'steps/fail-batch.ts',
      'clobberBatchProcessingMetadata(batch, patch)',
      'the writer that is wrong on purpose is called past the policy',
    ],
  ] as const;

  test.each(EXAMPLES)('it would find %s: %s', (path, code, name) => {
    expect(offences(code, path)).toContain(name);
  });

  test('every offence has an example', () => {
    expect([...new Set(EXAMPLES.map(([, , name]) => name as string))]).toEqual(Object.keys(OFFENCES));
  });
});

test('the type of the columns refuses any other text, in an UPDATE and in an INSERT', () => {
  query((db) =>
    db.updateTable('cj_batch_states').set({
      // @ts-expect-error: a plain text is no MergedMetadata
      processing_metadata: '{}',
    }),
  );
  query((db) =>
    db.insertInto('cj_batch_states').values({
      batch_id: 21 as BatchId,
      state: 'SCORING',
      last_activity_at: at(0),
      // @ts-expect-error: rows start with the empty document
      processing_metadata: '{}',
    }),
  );
});

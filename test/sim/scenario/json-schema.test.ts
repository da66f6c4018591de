import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedSchemas } from '../../../scripts/generated-schemas.js';
import { DEFECTS } from '../../../src/cj/defects/defect-named.js';
import { nameSchema } from '../../../src/sim/scenario/name-schema.js';

describe.each(generatedSchemas().map(({ path, text }) => ({ name: basename(path), path, text })))(
  '$name',
  ({ path, text }) => {
    test('is what scripts/generate-schemas.ts writes', () => {
      expect(readFileSync(path, 'utf8')).toBe(text);
    });

    test('names its draft and itself, and describes every key at the top', () => {
      const { $schema, $id, properties } = JSON.parse(text) as {
        readonly $schema: string;
        readonly $id: string;
        readonly properties: Readonly<Record<string, unknown>>;
      };
      expect([$schema, $id]).toEqual([
        'https://json-schema.org/draft/2020-12/schema',
        `urn:cjsim:${basename(path)}`,
      ]);
      expect(Object.keys(properties).length).toBeGreaterThan(5);
    });
  },
);

test('every key of a scenario has a description', () => {
  const [scenario] = generatedSchemas();
  const { $defs, ...top } = JSON.parse(scenario?.text ?? '{}') as Readonly<Record<string, unknown>>;
  expect([...undescribed(top, 'scenario'), ...undescribed($defs, '$defs')]).toEqual([]);
});

test('an editor refuses the names, texts, limits and defects that the program refuses', () => {
  const [scenario] = generatedSchemas();
  const { properties, $defs } = JSON.parse(scenario?.text ?? '{}');
  const { id, text } = $defs.essays.properties.list.items.properties;
  const [name] = id.anyOf;
  const names = ['a', 'a b', 'å–ö', '1', '', ' ', ' a', 'a ', 'a\nb', '\u0000', '\u0085', '\u00a0a'];
  const isName = (word: string) => nameSchema.safeParse(word).success;
  expect(names.filter((word) => new RegExp(name.pattern).test(word))).toEqual(names.filter(isName));
  expect([isName('a'.repeat(name.maxLength)), isName('a'.repeat(name.maxLength + 1))]).toEqual([true, false]);
  expect(['', ' \n', 'x'].map((words) => new RegExp(text.pattern).test(words))).toEqual([false, false, true]);
  const { batch_size, max_concurrent_batches, partial_completion_threshold } =
    $defs.request.properties.batch_config_overrides.properties;
  expect(
    [batch_size, max_concurrent_batches, partial_completion_threshold].map(({ minimum, maximum }) => [
      minimum,
      maximum,
    ]),
  ).toEqual([
    [10, 200],
    [1, 5],
    [0.5, 1],
  ]);
  expect(properties.defects.items.enum).toEqual(DEFECTS.map((defect) => defect.name));
});

test('what only some policies refuse, no editor refuses', () => {
  const [scenario] = generatedSchemas();
  const { properties, $defs } = JSON.parse(scenario?.text ?? '{}');
  expect(properties.assignment.properties.grade_scale.enum).toBeUndefined();
  const [budget] = $defs.request.properties.max_comparisons.anyOf;
  expect(budget.minimum).toBeLessThan(0);
});

/** The keys below a schema that have no description, as paths. */
function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties' || path.includes('distribution')) return undescribed(value, `${path}.${key}`);
    return Object.entries(value as Readonly<Record<string, object>>).flatMap(([name, property]) => [
      ...('description' in property ? [] : [`${path}.${name}`]),
      ...undescribed(property, `${path}.${name}`),
    ]);
  });
}

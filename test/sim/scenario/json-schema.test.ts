import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedSchemas } from '../../../scripts/generated-schemas.js';

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

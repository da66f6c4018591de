/** docs/reference/json-result.md: the keys of `cjsim run --json`. */
import * as z from 'zod';
import { RESULT_SCHEMA_VERSION, runResultSchema } from '../../src/report/json-result-schema.js';
import { allowed, type JsonSchemaNode } from './allowed.js';
import { code, table } from './table.js';

export function jsonResultPage(): string {
  const schema = z.toJSONSchema(runResultSchema, { io: 'output' }) as JsonSchemaNode;
  return [
    '# The JSON result',
    '',
    `What \`cjsim run --json\` prints, version ${RESULT_SCHEMA_VERSION} (\`schema_version\`). Machines read \`schemas/run-result.schema.json\`;`,
    'a program in TypeScript has `runResultSchema` and the type `RunResult`. What other commands print stands on the page',
    '[JSON documents](json-documents.md).',
    ...keys('A run', schema),
    ...parts('', schema),
  ].join('\n');
}

/** A part for each object and list of objects whose keys are known, in the order of the keys. */
function parts(owner: string, { properties = {} }: JsonSchemaNode): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const inner = [schema.items, schema, ...(schema.anyOf ?? [])].find(
      (node) => node?.properties !== undefined,
    );
    if (inner === undefined) return [];
    const title = `${owner}${name}${schema.items === undefined ? '' : '[]'}`;
    return [...keys(code(title), inner), ...parts(`${title}.`, inner)];
  });
}

function keys(title: string, { properties = {} }: JsonSchemaNode): readonly string[] {
  const rows = Object.entries(properties).map(([name, schema]) => [
    code(name),
    allowed(schema),
    schema.description ?? '',
  ]);
  return ['', `## ${title}`, '', table(['key', 'value', 'meaning'], rows)];
}

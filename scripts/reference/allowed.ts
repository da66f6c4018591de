/** What a JSON Schema allows, in a few words. */
import { code } from './table.js';

/** The parts of a JSON Schema that the pages read. */
export interface JsonSchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: JsonSchemaNode;
  readonly anyOf?: readonly JsonSchemaNode[];
  readonly oneOf?: readonly JsonSchemaNode[];
  readonly properties?: Readonly<Record<string, JsonSchemaNode>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchemaNode>>;
}

const KINDS: Readonly<Record<string, string>> = {
  integer: 'whole number',
  boolean: 'true or false',
  object: 'keys',
  string: 'text',
};

export function allowed(schema: JsonSchemaNode): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace(/^.*\//, '');
    if (isAnonymous(name)) return 'anything';
    return `[${name}](#${name})`;
  }
  if (schema.anyOf) return schema.anyOf.map(allowed).join(' or ');
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(', ');
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.items) return `list of ${allowed(schema.items)}`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['anything']);
  return [types.map((type) => KINDS[type] ?? type).join(' or '), ...limits(schema)].join(', ');
}

function limits({ minimum, maximum, exclusiveMinimum }: JsonSchemaNode): readonly string[] {
  // JSON Schema writes the bounds of a safe integer out; they say nothing to a reader.
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? [`from ${minimum}`] : [];
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`to ${maximum}`] : [];
  return [...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]), ...from, ...to];
}

/** Of a schema without a name of its own: any JSON value. */
export function isAnonymous(name: string): boolean {
  return name.startsWith('__schema');
}

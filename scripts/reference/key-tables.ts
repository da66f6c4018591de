/** The keys of a file, group by group, as tables: from the JSON Schema of the file. */
import { allowed, isAnonymous, type JsonSchemaNode } from './allowed.js';
import { code, table } from './table.js';

/** What the page says of a key in place of its schema, by group and key (`faults.fault`, `.defects` at the top). */
export type Elsewhere = ReadonlyMap<string, { readonly allowed: string; readonly meaning?: string }>;

export interface KeyTables {
  readonly elsewhere?: Elsewhere;
  /** What stands below the table of a group, by its title. */
  readonly below?: ReadonlyMap<string, readonly string[]>;
}

/** A heading and a table for each group of keys, those that others refer to last. */
export function keyTables(
  schema: JsonSchemaNode,
  { elsewhere = new Map(), below = new Map() }: KeyTables,
): readonly string[] {
  const shared = Object.entries(schema.$defs ?? {})
    .filter(([name]) => !isAnonymous(name))
    .flatMap(([name, node]) => groupsOf(name, node, elsewhere));
  return [...groupsOf('', schema, elsewhere), ...shared].flatMap(({ title, rows, note }) => [
    `## ${title}`,
    '',
    ...(note === '' ? [] : [`${note}.`, '']),
    ...(rows.length === 0 ? [] : [table(['key', 'default', 'allowed', 'meaning'], rows), '']),
    ...(below.has(title) ? [...(below.get(title) ?? []), ''] : []),
  ]);
}

interface Group {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly (readonly string[])[];
}

/** A node with keys, and the groups inside it. */
function groupsOf(title: string, node: JsonSchemaNode, elsewhere: Elsewhere): readonly Group[] {
  const entries = Object.entries(node.properties ?? {});
  const required = new Set(node.required);
  const rows = entries.map(([key, child]) => [
    code(key),
    required.has(key) ? '_required_' : child.default === undefined ? '' : code(JSON.stringify(child.default)),
    nested(child)
      ? `[keys](#${anchorOf(title, key)})`
      : (elsewhere.get(`${title}.${key}`)?.allowed ?? allowed(child)),
    elsewhere.get(`${title}.${key}`)?.meaning ?? child.description ?? '',
  ]);
  const note = title === '' || entries.length > 0 ? '' : (node.description ?? allowed(node));
  return [
    { title: title === '' ? 'Top level' : title, note, rows },
    ...entries.flatMap(([key, child]) =>
      groupsInside(title === '' ? key : `${title}.${key}`, child, elsewhere),
    ),
  ];
}

function groupsInside(title: string, node: JsonSchemaNode, elsewhere: Elsewhere): readonly Group[] {
  const inner = nested(node);
  return inner === null ? [] : groupsOf(title, inner, elsewhere);
}

/** The node itself or the items of its list, where they have keys. */
function nested(node: JsonSchemaNode): JsonSchemaNode | null {
  if (node.properties) return node;
  return node.items?.properties ? node.items : null;
}

/** As GitHub makes anchors of headings: small letters, no dots. */
function anchorOf(title: string, key: string): string {
  return `${title}${key}`.toLowerCase().replaceAll('.', '');
}

/** docs/reference/scenario.md: every key of a scenario file, group by group. */
import { FAULT_KINDS, FAULT_NAMES, type FaultKind } from '../../src/sim/faults/fault-kinds.js';
import { jsonSchema } from '../../src/sim/scenario/json-schema.js';
import { scenarioSchema } from '../../src/sim/scenario/scenario-schema.js';
import type { JsonSchemaNode } from './allowed.js';
import { type Elsewhere, keyTables } from './key-tables.js';
import { code, table } from './table.js';

export function scenarioPage(): string {
  const schema = jsonSchema(scenarioSchema, 'scenario', 'scenario') as JsonSchemaNode;
  const { settings: _, ...properties } = schema.properties ?? {};
  return [
    '# Scenario files',
    '',
    'A scenario is a YAML or JSON file; all keys are optional but those marked _required_. `--set KEY=VALUE` replaces one',
    'key (`--set request.max_comparisons=100`). The settings (`settings:`) are on [a page of their own](settings.md). An',
    'editor that knows JSON Schema completes and checks a file that begins with',
    '`# yaml-language-server: $schema=FOLDER/schemas/scenario.schema.json`, FOLDER being where cjsim is installed.',
    '',
    ...keyTables(
      { ...schema, properties },
      { elsewhere: ELSEWHERE, below: new Map([[FAULTS, faultNames()]]) },
    ),
  ]
    .join('\n')
    .trimEnd();
}

const FAULTS = 'faults';

/** Keys with more names than a cell of the table can hold, by group and key. */
const ELSEWHERE: Elsewhere = new Map([
  ['.defects', { allowed: 'list of names: `cjsim defects`, [the museum](../museum.md)' }],
  ['.schedule', { allowed: '`keyed`, `fifo` or `pct:N`' }],
  [`${FAULTS}.fault`, { allowed: 'a [name](#names-of-faults)', meaning: 'What goes wrong' }],
]);

/** What each fault does, and the flags that write one. */
function faultNames(): readonly string[] {
  return [
    '### Names of faults',
    '',
    table(['fault', 'what happens', 'needs', 'may have', '`by` by default'], FAULT_NAMES.map(faultRow)),
    '',
    'On the command line a fault is `--fault NAME`, then in this order, each if wanted, `:RATE`, `#NTH` (several: `#3+7`),',
    '`@FROM..TO` or `@AT`, and any other key as `,KEY=VALUE`: `--fault delay-callback:0.1,by=5s,batch=21`,',
    '`--fault drop-callback#7`, `--fault provider-outage@60s..120s`. `--pause ACTOR@FROM..TO` and `--restart ACTOR@TIME`',
    'write those two. Faults of flags are added to those of the scenario.',
  ];
}

function faultRow(name: (typeof FAULT_NAMES)[number]): readonly string[] {
  const { does, needs, may, byMs }: FaultKind = FAULT_KINDS[name];
  const keys = (names: FaultKind['may']) => names.map(code);
  // What happens once needs one of its two moments.
  const isOnce = may.includes('at') && may.includes('at_step');
  return [
    code(name),
    does,
    [...keys(needs), ...(isOnce ? [keys(may).join(' or ')] : [])].join(', '),
    isOnce ? '' : keys(may).join(', '),
    byMs === undefined ? '' : `${byMs / 1000}s`,
  ];
}

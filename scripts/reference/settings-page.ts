/** docs/reference/settings.md: every setting with its default under each policy, its limits and its meaning. */
import * as z from 'zod';
import { policyNamed } from '../../src/cj/policies/policy-named.js';
import { POLICY_NAMES } from '../../src/cj/policy.js';
import { type SettingName, settingsSchema } from '../../src/cj/settings.js';
import { allowed, type JsonSchemaNode } from './allowed.js';
import { code, table } from './table.js';

export function settingsPage(): string {
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: 'input' }) as JsonSchemaNode;
  const names = Object.keys(settingsSchema.shape) as SettingName[];
  return [
    '# Settings',
    '',
    'Every threshold of the workflow. A scenario sets them under `settings:`, a flag with `--set NAME=VALUE`; the',
    'effective values stand in the header of the run.',
    '',
    table(
      ['setting', 'default', 'allowed', 'meaning'],
      names.map((name) => [
        code(name),
        code(JSON.stringify(properties[name]?.default)),
        allowed(properties[name] ?? {}),
        properties[name]?.description ?? '',
      ]),
    ),
    '',
    '## Defaults of the policies',
    '',
    'Where a policy is not named here, its default is the one above.',
    '',
    table(['setting', ...POLICY_NAMES.slice(1).map(code)], policyRows(names)),
  ].join('\n');
}

function policyRows(names: readonly SettingName[]): readonly (readonly string[])[] {
  const policies = POLICY_NAMES.slice(1).map((name) => policyNamed(name).defaults);
  return names
    .filter((name) => policies.some((defaults) => defaults[name] !== undefined))
    .map((name) => [
      code(name),
      ...policies.map((defaults) =>
        defaults[name] === undefined ? '' : code(JSON.stringify(defaults[name])),
      ),
    ]);
}

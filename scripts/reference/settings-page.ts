/** docs/reference/settings.md: every setting with its default under each policy, its limits and its meaning. */
import * as z from 'zod';
import { policyNamed } from '../../src/cj/policies/policy-named.js';
import { POLICY_NAMES, type PolicyName } from '../../src/cj/policy.js';
import { type SettingName, type Settings, settingsSchema } from '../../src/cj/settings.js';
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
    'Where a policy has no value here, its default is the one above.',
    '',
    table(['setting', ...differing(names).map(({ name }) => code(name))], policyRows(names)),
  ].join('\n');
}

interface PolicyDefaults {
  readonly name: PolicyName;
  /** Those that are not the defaults of `current`. */
  readonly defaults: Partial<Settings>;
}

function differing(names: readonly SettingName[]): readonly PolicyDefaults[] {
  const standard = settingsSchema.parse({});
  return POLICY_NAMES.slice(1)
    .map((name) => {
      const defaults = policyNamed(name).defaults;
      const other = names.filter((key) => defaults[key] !== undefined && defaults[key] !== standard[key]);
      return { name, defaults: Object.fromEntries(other.map((key) => [key, defaults[key]])) };
    })
    .filter(({ defaults }) => Object.keys(defaults).length > 0);
}

function policyRows(names: readonly SettingName[]): readonly (readonly string[])[] {
  const policies = differing(names).map(({ defaults }) => defaults);
  return names
    .filter((name) => policies.some((defaults) => defaults[name] !== undefined))
    .map((name) => [
      code(name),
      ...policies.map((defaults) =>
        defaults[name] === undefined ? '' : code(JSON.stringify(defaults[name])),
      ),
    ]);
}

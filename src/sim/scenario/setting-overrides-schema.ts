/** The settings that a scenario overrides: those of settingsSchema, each optional and none filled in. */
import type * as z from 'zod';
import { type Settings, settingsSchema } from '../../cj/settings.js';
import { keyGroup } from '../../input/key-group.js';

export const SETTING_NAMES: readonly string[] = Object.keys(settingsSchema.shape);

/** Each setting without its default, because a default of `current` must not hide one of the policy. */
const shape = Object.fromEntries(
  Object.entries(settingsSchema.shape).map(([name, setting]) => [
    name,
    setting
      .unwrap()
      .exactOptional()
      .describe(`${setting.description ?? ''} (default ${JSON.stringify(setting.parse(undefined))})`),
  ]),
);

export const settingOverridesSchema = keyGroup(shape, 'a setting') as z.ZodType<
  Partial<Settings>,
  Partial<Settings>
>;

/** Whether a key is one of a scenario, before there is a scenario to check it in. */
import { refusal } from '../../input/refusal.js';
import { schemaFault } from '../../input/schema-fault.js';
import { scenarioSchema } from './scenario-schema.js';
import { keyPathOf, setKey } from './set-key.js';

/** Whether a list has such a place only the scenario can tell. */
export function refuseUnknownKey(key: string, where: string): void {
  const path = keyPathOf(key, where);
  if (path.some((part) => typeof part === 'number')) return;
  const { error } = scenarioSchema.safeParse(setKey({}, { path, value: null, where }));
  const unknown = error?.issues.find(({ code }) => code === 'unrecognized_keys');
  if (unknown !== undefined) throw refusal(() => where)(schemaFault([unknown]));
}

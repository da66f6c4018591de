/** The JSON Schema files of the repository: where each stands and what must be in it. */
import { join } from 'node:path';
import { packageRoot } from '../src/files/package-root.js';
import { profileSchema } from '../src/judges/profile.js';
import { experimentSchema } from '../src/lab/sweep/experiment-schema.js';
import { runResultSchema } from '../src/report/json-result-schema.js';
import { jsonSchema } from '../src/sim/scenario/json-schema.js';
import { scenarioSchema } from '../src/sim/scenario/scenario-schema.js';
import type { GeneratedFile } from './renew-files.js';

const SCHEMAS = [
  { name: 'scenario', schema: scenarioSchema, title: 'A cjsim scenario' },
  { name: 'profile', schema: profileSchema, title: 'A judge profile of cjsim' },
  { name: 'run-result', schema: runResultSchema, title: 'The JSON result of a cjsim run' },
  { name: 'experiment', schema: experimentSchema, title: 'An experiment of cjsim' },
] as const;

export function generatedSchemas(): readonly GeneratedFile[] {
  return SCHEMAS.map(({ name, schema, title }) => ({
    path: join(packageRoot(), 'schemas', `${name}.schema.json`),
    text: `${JSON.stringify(jsonSchema(schema, `urn:cjsim:${name}.schema.json`, title), null, 2)}\n`,
  }));
}

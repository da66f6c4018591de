/** docs/reference/judge-profile.md: every key of a judge profile, and the profiles that are shipped. */
import { loadProfile } from '../../src/files/load-profile.js';
import { shippedNames } from '../../src/files/package-data.js';
import { profileSchema } from '../../src/judges/profile.js';
import { jsonSchema } from '../../src/sim/scenario/json-schema.js';
import type { JsonSchemaNode } from './allowed.js';
import { keyTables } from './key-tables.js';
import { code, table } from './table.js';

const CHOICE = 'choice';

export function judgeProfilePage(): string {
  const schema = jsonSchema(profileSchema, 'profile', 'profile') as JsonSchemaNode;
  const models = schema.properties?.[CHOICE]?.oneOf ?? [];
  const properties = { ...schema.properties, [CHOICE]: choiceOf(schema, models) };
  return [
    '# Judge profiles',
    '',
    'A profile is the simulated judge as a YAML file: how it chooses, how sure it sounds, how long it takes, what it costs',
    'and how it fails. `--judge bt` takes a shipped one, `--judge ./my-profile.yaml` your own; `judge.parameters` of a',
    'scenario, or `--set judge.parameters.errors.rate=0.1`, replaces single keys. An editor that knows JSON Schema completes',
    'and checks a file that begins with `# yaml-language-server: $schema=FOLDER/schemas/profile.schema.json`, FOLDER being',
    'where cjsim is installed. The shipped profiles are files of its folder `profiles`, to start from.',
    '',
    '```yaml',
    'name: careless',
    'choice: { model: bt, discrimination: 0.8, positionBias: 0.2, lapseRate: 0.05 }',
    'latencyMs: { lognormal: { median: 1500, sigma: 0.35 } }',
    '```',
    '',
    'What a bias comes to among essays of unlike ability, with all else that a judge does, is `first_wins` of a sweep: on',
    '`class-60` `llm-2026` gives the essay shown first 56 % of wins with a `positionBias` of 0.4, and 62 % with 0.8.',
    '',
    table(
      ['shipped profile', 'what it is'],
      shippedNames('profiles').map((name) => [code(name), loadProfile(name, '.').description]),
    ),
    '',
    ...keyTables({ ...schema, properties }, { below: new Map([[CHOICE, modelTable(models)]]) }),
  ]
    .join('\n')
    .trimEnd();
}

/** The keys of all models in one group. */
function choiceOf({ properties = {} }: JsonSchemaNode, models: readonly JsonSchemaNode[]): JsonSchemaNode {
  const keys = Object.assign({}, ...models.map(({ properties: ofModel }) => ofModel));
  const model = { enum: models.map(nameOf), description: 'Which of the models below' };
  const description = properties[CHOICE]?.description ?? '';
  return { properties: { ...keys, model }, required: ['model'], description };
}

function modelTable(models: readonly JsonSchemaNode[]): readonly string[] {
  const rows = models.map((model) => {
    const { model: named, ...keys } = model.properties ?? {};
    return [code(nameOf(model)), named?.description ?? '', Object.keys(keys).map(code).join(', ')];
  });
  return [table(['model', 'how it chooses', 'its keys'], rows)];
}

function nameOf({ properties }: JsonSchemaNode): string {
  return String(properties?.['model']?.const ?? '');
}

/** A zod schema as JSON Schema for editors (draft 2020-12): what a file may hold, before defaults are filled in. */
import * as z from 'zod';
import { distributionSchema } from '../../cj/distribution-schema.js';

/** Written once in a file and referred to by name. */
z.globalRegistry.add(distributionSchema, { ...z.globalRegistry.get(distributionSchema), id: 'distribution' });

export function jsonSchema(schema: z.ZodType, id: string, title: string): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id: id, title, ...rest };
}

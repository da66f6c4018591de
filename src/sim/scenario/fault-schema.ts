/** A fault as a scenario writes it: its name, and when and how it strikes. */
import * as z from 'zod';
import { listed } from '../../cj/listed.js';
import { keyGroup } from '../../input/key-group.js';
import {
  CORRUPTIONS,
  FAULT_KINDS,
  FAULT_NAMES,
  type FaultKey,
  type FaultName,
} from '../faults/fault-kinds.js';
import { batchIdSchema } from './batch-schema.js';
import { durationMs, durationSchema } from './duration.js';
import { nameSchema } from './name-schema.js';

const numberFromOne = z.int().min(1);

const keys = {
  rate: z.number().min(0).max(1).exactOptional().describe('Share of what it could strike (default: all)'),
  nth: z
    .union([numberFromOne, z.array(numberFromOne).min(1)], 'must be a whole number from 1, or a list of them')
    .exactOptional()
    .describe('Strikes only the nth of what it could strike, counted over the world'),
  at_step: numberFromOne
    .exactOptional()
    .describe('Strikes what this step of the world sends, or at this step'),
  from: durationSchema
    .exactOptional()
    .describe('First moment at which it strikes, after the start of the clock'),
  to: durationSchema.exactOptional().describe('First moment at which it does not strike any more'),
  at: durationSchema.exactOptional().describe('The moment of a fault that happens once'),
  by: durationSchema.exactOptional().describe('How much later, longer or ahead'),
  actor: nameSchema
    .exactOptional()
    .describe('Id (batch/21), kind (consumer) or service (cj_assessment_service) of the actors meant'),
  batch: batchIdSchema.exactOptional().describe('Strikes this batch only'),
  as: z.enum(CORRUPTIONS).exactOptional().describe('How a callback is corrupted (default: drawn)'),
} satisfies Record<FaultKey, z.ZodType>;

export const faultSchema = keyGroup(
  {
    fault: z
      .enum(FAULT_NAMES)
      .describe(FAULT_NAMES.map((name) => `${name}: ${FAULT_KINDS[name].does}`).join('. ')),
    ...keys,
  },
  'a key of a fault',
).superRefine((fault, context) => {
  const problem = faultProblem(fault);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  const { from = 0, to } = fault;
  if (to !== undefined && durationMs(to) <= durationMs(from))
    context.addIssue({ code: 'custom', path: ['to'], input: to, message: 'must be later than from' });
});
export type FaultOfScenario = z.output<typeof faultSchema>;

function faultProblem(
  fault: Readonly<Partial<Record<FaultKey, unknown>>> & { readonly fault: FaultName },
): string | null {
  const { needs, may } = FAULT_KINDS[fault.fault];
  const known: readonly string[] = [...needs, ...may];
  const missing = needs.find((key) => fault[key] === undefined);
  if (missing !== undefined) return `${fault.fault} needs ${listed(needs)}`;
  const strange = (Object.keys(keys) as FaultKey[]).find(
    (key) => fault[key] !== undefined && !known.includes(key),
  );
  if (strange !== undefined) return `${fault.fault} takes no ${strange}; it takes ${known.join(', ')}`;
  const isOnce = known.includes('at') && known.includes('at_step');
  if (isOnce && (fault.at === undefined) === (fault.at_step === undefined)) {
    return `${fault.fault} needs exactly one of at and at_step`;
  }
  return null;
}

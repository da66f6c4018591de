/** What the runner asks for: of all batches, and what single batches ask for instead. */
import * as z from 'zod';
import { BATCH_CONFIG_LIMITS, batchConfigProblem } from '../../cj/batch-config.js';
import { BATCHING_MODES } from '../../cj/words.js';
import { keyGroup } from '../../input/key-group.js';

export const DEFAULT_LANGUAGE = 'en';
export const DEFAULT_COURSE_CODE = 'ENG5';
export const DEFAULT_USER_ID = 'cjsim-runner';

const llmConfigSchema = keyGroup(
  {
    provider: z.string().min(1).exactOptional().describe('Provider of the model, e.g. anthropic'),
    model: z.string().min(1).exactOptional().describe('Name of the model'),
    temperature: z.number().min(0).max(2).exactOptional().describe('Sampling temperature'),
    max_tokens: z.int().min(1).exactOptional().describe('Most tokens of an answer'),
    system_prompt: z.string().min(1).exactOptional().describe("Instead of the service's system prompt"),
  },
  'a key of llm_config_overrides',
);

const batchConfigSchema = keyGroup(
  {
    batch_size: z
      .int()
      .meta(limitsOf('batch_size'))
      .exactOptional()
      .describe('Requests to the provider per chunk'),
    max_concurrent_batches: z
      .int()
      .meta(limitsOf('max_concurrent_batches'))
      .exactOptional()
      .describe(
        'Kept and passed on with the request; nothing here acts on it (LLM_MAX_CONCURRENT_CALLS does)',
      ),
    partial_completion_threshold: z
      .number()
      .meta(limitsOf('partial_completion_threshold'))
      .exactOptional()
      .describe('Share of answers from which a batch counts as complete under service-2025-11-16'),
    llm_batching_mode_override: z
      .enum(BATCHING_MODES)
      .exactOptional()
      .describe('Instead of LLM_BATCHING_MODE'),
  },
  'a key of batch_config_overrides',
).superRefine((overrides, context) => {
  const problem = batchConfigProblem(overrides);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

/** For editors; the program says it in the words of the rule. */
function limitsOf(key: keyof typeof BATCH_CONFIG_LIMITS) {
  const { low, high } = BATCH_CONFIG_LIMITS[key];
  return { minimum: low, maximum: high };
}

const keys = {
  language: z
    .string()
    .min(1)
    .exactOptional()
    .describe(`Language of the essays (default ${DEFAULT_LANGUAGE})`),
  course_code: z.string().min(1).exactOptional().describe(`Course (default ${DEFAULT_COURSE_CODE})`),
  user_id: z.string().min(1).exactOptional().describe(`Who asks (default ${DEFAULT_USER_ID})`),
  org_id: z.string().min(1).exactOptional().describe('The organisation of the user'),
  max_comparisons: z
    .int()
    .nullable()
    .exactOptional()
    .describe("The runner's budget (max_comparisons_override); null or absent: the service chooses"),
  llm_config_overrides: llmConfigSchema.exactOptional().describe('Model and its parameters'),
  batch_config_overrides: batchConfigSchema.exactOptional().describe('How the batch is worked through'),
  student_prompt: nonEmpty('What the students were asked; used without an assignment'),
  judge_rubric: nonEmpty('What makes an essay good; used without an assignment'),
  judge_rubric_override: nonEmpty("Instead of the assignment's rubric; refused for canonical_national"),
};

function nonEmpty(description: string) {
  return z.string().min(1).exactOptional().describe(description);
}

export const requestSchema = keyGroup(keys, 'a key of request').meta({ id: 'request' });
export type RequestOfScenario = z.output<typeof requestSchema>;

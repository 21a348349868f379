import * as z from 'zod';

export const stateSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']);
export type JobState = z.infer<typeof stateSchema>;

export const assumptionSchema = z.object({
  subject: z.string(),
  value: z.string(),
  reason: z.string().default(''),
  important: z.boolean().default(false),
});
export type Assumption = z.infer<typeof assumptionSchema>;

/** What every job that made something tells. What only some modes tell stays in it, for the feature that knows it. */
export const resultSchema = z.looseObject({
  title: z.string(),
  summary: z.string(),
  region: z.string(),
  architect: z.string(),
  components: z.array(z.object({ id: z.string(), block: z.string(), name: z.string(), service: z.string() })),
  connections: z.array(z.object({ source: z.string(), target: z.string(), label: z.string() })),
  monthly_usd: z.number(),
  checks: z.object({ passed: z.number(), failed: z.number(), skipped: z.number() }),
  files: z.number(),
  seconds: z.number(),
  notes: z.array(z.string()).default([]),
  assumptions: z.array(assumptionSchema).default([]).catch([]),
});
export type JobResult = z.infer<typeof resultSchema>;

/** What the agents of all attempts used. The basis of the price: free, recorded, set or assumed. */
export const usageSchema = z.object({
  turns: z.number(),
  tool_calls: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  seconds: z.number(),
  estimated_usd: z.number(),
  price_basis: z.string(),
  limit_reached: z.string().default(''),
});
export type JobUsage = z.infer<typeof usageSchema>;

export const jobSchema = z.object({
  id: z.string(),
  mode: z.string(),
  request: z.string(),
  options: z.object({
    region: z.string().nullish(),
    environment: z.string().nullish(),
    option: z.string().nullish(),
    pins: z.array(z.string()).default([]),
    based_on: z.string().nullish(),
    version: z.number().default(1),
    instruction: z.string().nullish(),
    assumptions: z.record(z.string(), z.string()).nullish(),
    /** Checks of the review whose findings were to be fixed; of a comparison by the option. */
    fixes: z.array(z.string()).nullish(),
    option_fixes: z.record(z.string(), z.array(z.string())).nullish(),
  }),
  state: stateSchema,
  stage: z.string().nullish(),
  attempt: z.number(),
  max_attempts: z.number(),
  created_at: z.string(),
  started_at: z.string().nullish(),
  finished_at: z.string().nullish(),
  error: z.object({ code: z.string(), message: z.string() }).nullish(),
  result: resultSchema.nullish().catch(null),
  usage: usageSchema.nullish().catch(null),
  notify: z.boolean().optional(),
  /** Of an item of a batch: the batch, and the caller's own name for it. */
  batch_id: z.string().nullish(),
  reference: z.string().nullish(),
  /** When its files were removed, because their time was over. */
  files_removed_at: z.string().nullish(),
});
export type Job = z.infer<typeof jobSchema>;

/** A list tells of what was made only in short. */
export const listedJobSchema = jobSchema.extend({
  result: resultSchema.pick({ title: true, monthly_usd: true }).nullish().catch(null),
});
export type ListedJob = z.infer<typeof listedJobSchema>;

export function hasEnded(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}

/** What an analyze job tells beyond what every job tells: the options and the recommendation. */
import * as z from 'zod';

import type { JobResult } from '@/types/job';

const scopeSchema = z.object({
  rto_minutes: z.number(),
  rpo_minutes: z.number(),
  /** Name of the component that takes longest; empty where nothing does. */
  slowest: z.string().default(''),
  loses_most: z.string().default(''),
});

const differenceSchema = z.object({
  kind: z.enum(['added', 'removed', 'replaced', 'resized']),
  component: z.string(),
  name: z.string(),
  option: z.string().default(''),
  before: z.string().default(''),
  after: z.string().default(''),
});
export type Difference = z.infer<typeof differenceSchema>;

const verdictSchema = z.object({
  demand: z.string(),
  title: z.string(),
  /** The request's own; empty where a person chose it elsewhere. */
  words: z.string(),
  wanted: z.string(),
  has: z.string(),
  status: z.enum(['met', 'not_met', 'unknown']),
});
export type Verdict = z.infer<typeof verdictSchema>;

const optionSchema = z.object({
  name: z.string(),
  title: z.string(),
  aim: z.string(),
  components: z.number(),
  connections: z.number(),
  /** USD a month. */
  cost: z.object({ low: z.number(), expected: z.number(), high: z.number() }),
  availability: z.object({
    percent: z.number().nullable(),
    downtime_minutes_per_month: z.number().nullable(),
    formula: z.string(),
    limited_by: z.string(),
    method: z.string(),
  }),
  recovery: z.object({ zone: scopeSchema, region: scopeSchema, method: z.string() }),
  latency: z.object({ latency: z.string(), typical_ms: z.number() }),
  effort: z.object({ level: z.enum(['low', 'medium', 'high']), points: z.number(), why: z.string() }),
  score: z.number().nullable(),
  /** Title of the pillar → 0 to 100; null where nothing could be judged. */
  pillars: z.record(z.string(), z.number().nullable()),
  checks: z.object({ passed: z.number(), failed: z.number(), skipped: z.number() }).nullable(),
  scaling: z.array(z.object({ component: z.string(), name: z.string(), limit: z.string() })).default([]),
  gains: z.array(z.string()),
  gives_up: z.array(z.string()),
  kept: z.array(z.string()),
  /** From the balanced option. */
  differences: z.array(differenceSchema),
  verdicts: z.array(verdictSchema),
  same_as: z.string().default(''),
});
export type Option = z.infer<typeof optionSchema>;

const analysisSchema = z.object({
  pins: z.array(z.string()).default([]),
  options: z.array(optionSchema).min(1),
  recommendation: z.object({
    option: z.string(),
    title: z.string(),
    sentences: z.array(z.string()),
    cautions: z.array(z.string()).default([]),
    method: z.string(),
    /** What would make another option the recommended one; each of `when` by itself. */
    turning_points: z
      .array(z.object({ option: z.string(), title: z.string(), when: z.array(z.string()) }))
      .default([]),
  }),
  /** Fixes of the review that were asked for, by the option. */
  fixes: z.record(z.string(), z.array(z.object({ check: z.string(), made: z.boolean() }))).default({}),
});
export type Analysis = z.infer<typeof analysisSchema>;

/** Null where a result has no comparison, or one of a form that this page does not know. */
export function readAnalysis(result: JobResult): Analysis | null {
  return analysisSchema.safeParse(result).data ?? null;
}

/** What a revision tells beyond what every job tells: all that differs from the version before. */
import * as z from 'zod';

import type { JobResult } from '@/types/job';

const spanSchema = z.object({ before: z.number().nullable(), after: z.number().nullable() });
export type Span = z.infer<typeof spanSchema>;

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();
export type OptionValue = z.infer<typeof valueSchema>;

const componentSchema = z.object({
  component: z.string(),
  name: z.string(),
  kind: z.enum(['added', 'removed', 'replaced', 'changed']),
  before: z.string().default(''),
  after: z.string().default(''),
  options: z
    .array(
      z.object({
        option: z.string(),
        before: valueSchema,
        after: valueSchema,
        unit: z.string().default(''),
      }),
    )
    .default([]),
  network_before: z.string().nullish(),
  network_after: z.string().nullish(),
  usd_before: z.number().nullish(),
  usd_after: z.number().nullish(),
  because: z.string().default(''),
});
export type ComponentChange = z.infer<typeof componentSchema>;

const findingSchema = z.object({
  check: z.string(),
  severity: z.string(),
  sentence: z.string(),
  components: z.array(z.string()).default([]),
});
export type FindingChange = z.infer<typeof findingSchema>;

const effectSchema = z.object({
  component: z.string(),
  resource: z.string(),
  type: z.string(),
  action: z.enum(['create', 'update', 'replace', 'delete']),
  because: z.array(z.string()).default([]),
  /** Of a store that is replaced or deleted: what becomes of its data. */
  data: z.enum(['', 'lost', 'snapshot', 'kept']).default(''),
});
export type Effect = z.infer<typeof effectSchema>;

const transitionSchema = z.object({
  before: z.number(),
  after: z.number(),
  source: z.string(),
  effects: z.array(effectSchema),
  /** Addresses that the plan says nothing of. */
  unplanned: z.array(z.string()).default([]),
});
export type Transition = z.infer<typeof transitionSchema>;

export const changesSchema = z.object({
  facts: z.record(z.string(), z.tuple([z.string(), z.string()])).default({}),
  components: z.array(componentSchema),
  connections: z.array(
    z.object({ kind: z.enum(['added', 'removed']), source: z.string(), target: z.string() }),
  ),
  cost: z.object({ low: spanSchema, expected: spanSchema, high: spanSchema }),
  availability_percent: spanSchema,
  zone_rto_minutes: spanSchema,
  zone_rpo_minutes: spanSchema,
  region_rto_minutes: spanSchema,
  region_rpo_minutes: spanSchema,
  score: spanSchema,
  findings_gone: z.array(findingSchema).default([]),
  findings_new: z.array(findingSchema).default([]),
  effects: z.array(effectSchema).default([]),
  effects_source: z.string().default(''),
});
export type Changes = z.infer<typeof changesSchema>;

const revisionSchema = z.object({
  version: z.number(),
  instruction: z.string().default(''),
  notes: z.array(z.string()).default([]),
  changes: changesSchema,
});
export type Revision = z.infer<typeof revisionSchema>;

/** Null where a result is no revision, or one of a form that this page does not know. */
export function readRevision(result: JobResult): Revision | null {
  return revisionSchema.safeParse(result.revision).data ?? null;
}

/** What a trial found that this version does to the one before; null where there is none. */
export function readTransition(told: unknown): Transition | null {
  return transitionSchema.safeParse(told).data ?? null;
}

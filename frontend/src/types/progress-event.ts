import * as z from 'zod';

import { stateSchema } from './job';

const head = { job_id: z.string(), seq: z.number(), at: z.union([z.string(), z.number()]) };

const stateEvent = z.object({
  ...head,
  type: z.literal('state'),
  data: z.object({
    state: stateSchema,
    attempt: z.number().nullish(),
    error: z.object({ code: z.string(), message: z.string() }).nullish().catch(null),
  }),
});
const stageEvent = z.object({
  ...head,
  type: z.literal('stage'),
  data: z.object({
    stage: z.string(),
    title: z.string(),
    index: z.number(),
    of: z.number(),
    status: z.enum(['started', 'finished']),
    seconds: z.number().nullish(),
  }),
});
const deltaEvent = z.object({
  ...head,
  type: z.literal('delta'),
  /** `anew`: the answer begins again with this text; what was said of it before is void. */
  data: z.object({ text: z.string(), anew: z.boolean().optional() }),
});
const toolEvent = z.object({
  ...head,
  type: z.literal('tool'),
  data: z.object({
    name: z.string(),
    server: z.string().nullish(),
    phase: z.enum(['before', 'after']),
    status: z.string().nullish(),
    seconds: z.number().nullish(),
  }),
});
const findingEvent = z.object({
  ...head,
  type: z.literal('finding'),
  data: z.object({
    check: z.string(),
    severity: z.string(),
    component: z.string().nullish(),
    message: z.string(),
  }),
});
const artifactEvent = z.object({
  ...head,
  type: z.literal('artifact'),
  data: z.object({ name: z.string(), size: z.number().nullish(), media_type: z.string().nullish() }),
});

export const progressEventSchema = z.discriminatedUnion('type', [
  stateEvent,
  stageEvent,
  deltaEvent,
  toolEvent,
  findingEvent,
  artifactEvent,
]);
export type ProgressEvent = z.infer<typeof progressEventSchema>;

/** A newer server may send kinds of event that this page does not know; it skips them, and still counts their seq. */
export const anyEventSchema = z.union([
  progressEventSchema,
  z
    .object({ ...head, type: z.string(), data: z.unknown() })
    .transform((event) => ({ ...event, type: 'unknown' as const })),
]);
export type AnyEvent = z.infer<typeof anyEventSchema>;

import * as z from 'zod';

export const PATH = '/api/v1/batches';

const countsSchema = z.object({
  waiting: z.number(),
  queued: z.number(),
  running: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  cancelled: z.number(),
});
export type Counts = z.infer<typeof countsSchema>;
export type ItemState = keyof Counts;
export const ITEM_STATES: readonly ItemState[] = [
  'succeeded',
  'failed',
  'cancelled',
  'running',
  'queued',
  'waiting',
];

export const listedBatchSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['running', 'paused', 'cancelling', 'cancelled', 'finished']),
  total: z.number(),
  counts: countsSchema,
  created_at: z.string(),
  finished_at: z.string().nullable(),
});
export type ListedBatch = z.infer<typeof listedBatchSchema>;

const faultSchema = z.object({
  line: z.number(),
  reference: z.string().nullable(),
  field: z.string(),
  fault: z.string(),
  limit: z.string(),
});

export const batchSchema = listedBatchSchema.extend({
  acceptance: z.enum(['all_or_nothing', 'partial']),
  refused: z.number(),
  faults: z.array(faultSchema),
  more_faults: z.number(),
  round: z.number(),
  per_minute: z.number().nullable(),
  finishes_at: z.string().nullable(),
  notify: z.boolean(),
  zip: z
    .object({
      state: z.enum(['making', 'ready']),
      size: z.number().nullable(),
      files: z.number().nullable(),
      url: z.string().nullable(),
    })
    .nullable(),
  started_at: z.string().nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

export const itemSchema = z.object({
  line: z.number(),
  reference: z.string().nullable(),
  job_id: z.string(),
  mode: z.string(),
  state: z.enum(['waiting', 'queued', 'running', 'succeeded', 'failed', 'cancelled']),
  attempt: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  title: z.string().nullable(),
  finished_at: z.string().nullable(),
});
export type BatchItem = z.infer<typeof itemSchema>;

export function batchPath(id: string, below = ''): string {
  return `${PATH}/${encodeURIComponent(id)}${below}`;
}

export function batchKey(id: string): string[] {
  return ['batches', 'one', id];
}

export function hasEnded({ state }: Pick<ListedBatch, 'state'>): boolean {
  return state === 'finished' || state === 'cancelled';
}

export function endedOf({ succeeded, failed, cancelled }: Counts): number {
  return succeeded + failed + cancelled;
}

export function nameOf({ name, created_at }: Pick<ListedBatch, 'name' | 'created_at'>): string {
  const day = new Date(created_at).toLocaleDateString('en-US', { dateStyle: 'medium' });
  return name || `Batch of ${day}`;
}

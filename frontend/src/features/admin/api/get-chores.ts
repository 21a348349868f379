import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestPage } from '@/lib/api/client';

const REFETCH_MS = 5_000;

const choreSchema = z.object({
  name: z.string(),
  does: z.string(),
  state: z.enum(['ok', 'running', 'failing', 'late', 'never']),
  interval_seconds: z.number(),
  late_after_seconds: z.number(),
  runs: z.number(),
  begun_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  succeeded_at: z.string().nullable(),
  seconds: z.number().nullable(),
  done: z.number().nullable(),
  fault: z.string().nullable(),
  fault_at: z.string().nullable(),
});
/** Small background work of the site, and how its last run went. */
export type Chore = z.infer<typeof choreSchema>;

/** Every chore, asked for again every few seconds. For staff. */
export function useChores() {
  return useQuery({
    queryKey: ['admin', 'chores'],
    queryFn: async ({ signal }) =>
      (await requestPage<Chore>('/api/v1/admin/chores', choreSchema, { signal })).items,
    refetchInterval: REFETCH_MS,
  });
}

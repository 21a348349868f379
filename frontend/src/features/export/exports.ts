import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestPage } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

const PATH = '/api/v1/organization/export';
const KEY = ['exports'];
const REFETCH_MS = 2_000;

const exportSchema = z.object({
  id: z.string(),
  state: z.enum(['queued', 'running', 'ready', 'failed', 'expired']),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  expires_at: z.string().nullable(),
  rows_done: z.number(),
  files_done: z.number(),
  bytes_done: z.number(),
  bytes_expected: z.number(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  url: z.string().nullable(),
});
/** All data of the organization as one zip, or on its way there. */
export type Export = z.infer<typeof exportSchema>;

export function isUnderWay({ state }: Export): boolean {
  return state === 'queued' || state === 'running';
}

/** The newest exports, the newest first; asked for again while one is made. */
export function useExports() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await requestPage<Export>(PATH, exportSchema, { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? REFETCH_MS : false),
  });
}

/** Has an export made; asked again after a lost answer, it is the same one. */
export function useBeginExport() {
  const client = useQueryClient();
  const idempotency = useIdempotencyKey();
  return useMutation<Export>({
    mutationFn: () =>
      request<Export>(PATH, exportSchema, { method: 'POST', headers: idempotency.headersFor(null) }),
    onSuccess: () => {
      idempotency.accepted();
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

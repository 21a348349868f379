import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { env } from '@/config/env';
import { requestPage } from '@/lib/api/client';

const PATH = '/api/v1/admin/audit';
const PAGE_SIZE = 100;
/** A page of the API at most: what one looks through for the other record of a call. */
const NEARBY = 200;

const recordSchema = z.object({
  id: z.string(),
  job_id: z.string(),
  user_id: z.string().nullable(),
  attempt: z.number(),
  name: z.string(),
  server: z.string().nullable(),
  phase: z.enum(['before', 'after']),
  status: z.enum(['allowed', 'refused', 'success', 'error']),
  input: z.unknown(),
  error: z.string().nullable(),
  seconds: z.number().nullable(),
  at: z.string(),
});
export type AuditRecord = z.infer<typeof recordSchema>;

/** The records that `query` chooses, newest first, page by page. Records do not change, so a page is asked for once. */
export function useAudit(query: string, asOf: number) {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', query, asOf],
    queryFn: ({ pageParam, signal }) =>
      requestPage<AuditRecord>(auditPath(query, pageParam), recordSchema, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

/** Records of the same job and tool around one of them, among which its other half is. */
export function useNearbyRecords(record: AuditRecord, enabled: boolean) {
  const moment = Date.parse(record.at);
  const window: Record<string, string> =
    record.phase === 'after' ? { to: new Date(moment + 1_000).toISOString() } : { from: record.at };
  const query = new URLSearchParams({
    job: record.job_id,
    tool: record.name,
    limit: String(NEARBY),
    ...window,
  });
  return useQuery({
    queryKey: ['admin', 'audit', 'nearby', record.id],
    queryFn: async ({ signal }) =>
      (await requestPage<AuditRecord>(`${PATH}?${query.toString()}`, recordSchema, { signal })).items,
    enabled,
  });
}

/** Where the same records are as JSON Lines. */
export function exportUrl(query: string): string {
  return `${env.apiUrl}${PATH}/export${query && `?${query}`}`;
}

function auditPath(query: string, cursor: string | null): string {
  const parameters = new URLSearchParams(query);
  parameters.set('limit', String(PAGE_SIZE));
  if (cursor) parameters.set('cursor', cursor);
  return `${PATH}?${parameters.toString()}`;
}

import { useQuery } from '@tanstack/react-query';

import { request } from '@/lib/api/client';

import { batchKey, batchPath, batchSchema, hasEnded, type Batch } from './batch';

/** Postgres has the last word: even if every event is lost, the page is as far behind as this at most. */
const REFETCH_MS = 3_000;

export function useBatch(id: string) {
  return useQuery({
    queryKey: batchKey(id),
    queryFn: ({ signal }) => request<Batch>(batchPath(id), batchSchema, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data && hasEnded(data) && data.zip?.state !== 'making' ? false : REFETCH_MS,
  });
}

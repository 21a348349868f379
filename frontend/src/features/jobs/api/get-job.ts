import { useQuery } from '@tanstack/react-query';

import { request } from '@/lib/api/client';
import { hasEnded, jobSchema, type Job } from '@/types/job';

/** Postgres has the last word: even if every event is lost, the page learns the end within this time. */
const REFETCH_MS = 3_000;

export function jobKey(id: string): string[] {
  return ['jobs', 'one', id];
}

export function useJob(id: string) {
  return useQuery({
    queryKey: jobKey(id),
    queryFn: ({ signal }) => request<Job>(`/api/v1/jobs/${encodeURIComponent(id)}`, jobSchema, { signal }),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data.state) ? false : REFETCH_MS),
  });
}

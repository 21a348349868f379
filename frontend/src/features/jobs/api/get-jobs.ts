import { useInfiniteQuery } from '@tanstack/react-query';

import { requestPage } from '@/lib/api/client';
import { hasEnded, listedJobSchema, type ListedJob } from '@/types/job';

const PAGE_SIZE = 20;
const REFETCH_MS = 5_000;

/** The organization's jobs, newest first; refreshed by itself while one of them is under way. */
export function useJobs() {
  return useInfiniteQuery({
    queryKey: ['jobs', 'list'],
    queryFn: ({ pageParam, signal }) =>
      requestPage<ListedJob>(listPath(pageParam), listedJobSchema, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => {
      const jobs = state.data?.pages.flatMap((page) => page.items) ?? [];
      return jobs.some((job) => !hasEnded(job.state)) ? REFETCH_MS : false;
    },
  });
}

function listPath(cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor ? { cursor } : {}) });
  return `/api/v1/jobs?${query.toString()}`;
}

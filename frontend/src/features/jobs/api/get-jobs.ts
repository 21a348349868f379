import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import { requestPage } from '@/lib/api/client';
import { hasEnded, listedJobSchema, type ListedJob } from '@/types/job';

const PAGE_SIZE = 20;
const REFETCH_MS = 5_000;

/**
 * The organization's jobs, newest first, only those with all of `words` in request or title; refreshed by itself while
 * one of them is under way.
 */
export function useJobs(words = '') {
  return useInfiniteQuery({
    queryKey: words ? ['jobs', 'list', words] : ['jobs', 'list'],
    queryFn: ({ pageParam, signal }) =>
      requestPage<ListedJob>(listPath(words, pageParam), listedJobSchema, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const jobs = state.data?.pages.flatMap((page) => page.items) ?? [];
      return jobs.some((job) => !hasEnded(job.state)) ? REFETCH_MS : false;
    },
  });
}

function listPath(words: string, cursor: string | null): string {
  const query = new URLSearchParams({
    limit: String(PAGE_SIZE),
    ...(words ? { q: words } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return `/api/v1/jobs?${query.toString()}`;
}

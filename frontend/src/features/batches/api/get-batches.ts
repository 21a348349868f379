import { useInfiniteQuery } from '@tanstack/react-query';

import { requestPage } from '@/lib/api/client';

import { hasEnded, listedBatchSchema, PATH, type ListedBatch } from './batch';

const PAGE_SIZE = 20;
const REFETCH_MS = 3_000;

/** The organization's batches, newest first; refreshed by itself while one of them is under way. */
export function useBatches() {
  return useInfiniteQuery({
    queryKey: ['batches', 'list'],
    queryFn: ({ pageParam, signal }) =>
      requestPage<ListedBatch>(listPath(pageParam), listedBatchSchema, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => {
      const batches = state.data?.pages.flatMap(({ items }) => items) ?? [];
      return batches.some((batch) => !hasEnded(batch)) ? REFETCH_MS : false;
    },
  });
}

function listPath(cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor ? { cursor } : {}) });
  return `${PATH}?${query.toString()}`;
}

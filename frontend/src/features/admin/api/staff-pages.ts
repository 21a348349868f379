/** Lists that staff see, a page at a time. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type * as z from 'zod';

import { requestPage } from '@/lib/api/client';

export const STAFF_PATH = '/api/v1/admin';
const PAGE_SIZE = 50;

/** Everything below `path` that fits the query; empty parts of it ask for nothing. */
export function useStaffPages<T>(path: string, schema: z.ZodType<T>, query: Record<string, string> = {}) {
  const asked = Object.entries(query).filter(([, value]) => value);
  const parameters = new URLSearchParams(asked);
  return useInfiniteQuery({
    queryKey: ['staff', path, parameters.toString()],
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(parameters);
      page.set('limit', String(PAGE_SIZE));
      if (pageParam) page.set('cursor', pageParam);
      return requestPage<T>(`${STAFF_PATH}${path}?${page.toString()}`, schema, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export type StaffPages<T> = ReturnType<typeof useStaffPages<T>>;

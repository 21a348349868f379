/** What the palette finds: the newest plans, and conversations by what was said in them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestPage } from '@/lib/api/client';
import { listedJobSchema } from '@/types/job';

const PLANS = 100;
const TALKS = 5;
const FOUND = 10;
const talkSchema = z.object({ id: z.string(), title: z.string().nullable() });

/** The newest plans, as many as one page of the API holds. */
export function usePlans() {
  return useQuery({
    queryKey: ['jobs', 'palette'],
    queryFn: async ({ signal }) =>
      (await requestPage(`/api/v1/jobs?limit=${PLANS}`, listedJobSchema, { signal })).items,
  });
}

/** Plans that have all of `words` in their request or title, however old; asks for nothing without any. */
export function useFoundPlans(words: string) {
  return useQuery({
    queryKey: ['jobs', 'palette', words],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: words, limit: String(FOUND) });
      return (await requestPage(`/api/v1/jobs?${query.toString()}`, listedJobSchema, { signal })).items;
    },
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });
}

/** Conversations in which all of `words` were said; asks for nothing without any. */
export function useTalks(words: string) {
  return useQuery({
    queryKey: ['conversations', 'palette', words],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: words, limit: String(TALKS) });
      return (await requestPage(`/api/v1/conversations?${query.toString()}`, talkSchema, { signal })).items;
    },
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });
}

/** Where you are signed in. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request, requestNothing, requestPage } from '@/lib/api/client';

import { tellOtherTabs } from '../other-tabs';

const PATH = '/api/v1/sessions';
const KEY = ['sessions'];

const loginSessionSchema = z.object({
  id: z.string(),
  created_at: z.string(),
  last_seen_at: z.string(),
  address: z.string(),
  agent: z.string(),
  current: z.boolean(),
});
export type LoginSession = z.infer<typeof loginSessionSchema>;

export function useSessionsQuery() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await requestPage(PATH, loginSessionSchema, { signal })).items,
  });
}

export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => requestNothing(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Ends every session of this person, and forgets everything of it that this page holds. */
export function useSignOutEverywhere(onSignedOut: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(PATH, z.object({ ended: z.number() }), { method: 'DELETE' }),
    onSuccess: () => {
      queryClient.clear();
      tellOtherTabs();
      onSignedOut();
    },
  });
}

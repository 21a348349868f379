import { useQuery } from '@tanstack/react-query';

import { requestPage } from '@/lib/api/client';

import { planSchema } from './billing';

const offeredSchema = planSchema.omit({ current: true, buyable: true });

/** What the plans include and cost, for who is not signed in. */
export function useOfferedPlans() {
  return useQuery({
    queryKey: ['plans'],
    queryFn: async ({ signal }) =>
      (await requestPage('/api/v1/plans', offeredSchema, { signal, anonymous: true })).items,
    staleTime: Infinity,
  });
}

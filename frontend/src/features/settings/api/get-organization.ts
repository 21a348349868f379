import { useQuery } from '@tanstack/react-query';

import { request } from '@/lib/api/client';

import { ORGANIZATION_KEY, ORGANIZATION_PATH, organizationSchema } from './organization';

/** The settings of the organization that is worked in, and what may be chosen. */
export function useOrganization() {
  return useQuery({
    queryKey: ORGANIZATION_KEY,
    queryFn: ({ signal }) => request(ORGANIZATION_PATH, organizationSchema, { signal }),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';

import { request } from '@/lib/api/client';

import {
  ORGANIZATION_KEY,
  ORGANIZATION_PATH,
  organizationSchema,
  type Organization,
  type OrganizationChange,
} from './organization';

/** Changes some of the settings; the page shows what the API answers. */
export function useOrganizationChange(onChanged?: () => void) {
  const client = useQueryClient();
  return useMutation<Organization, Error, OrganizationChange>({
    mutationFn: (body) => request(ORGANIZATION_PATH, organizationSchema, { method: 'PATCH', body }),
    onSuccess: (organization) => {
      client.setQueryData(ORGANIZATION_KEY, organization);
      onChanged?.();
    },
  });
}

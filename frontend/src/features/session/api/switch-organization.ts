import { useMutation, useQueryClient } from '@tanstack/react-query';

import { requestNothing } from '@/lib/api/client';

import { tellOtherTabs } from '../other-tabs';

/** Works in another organization from here on; nothing of the one before is kept in this page. */
export function useSwitchOrganization(onSwitched: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (organizationId: string) =>
      requestNothing('/api/v1/session/organization', {
        method: 'POST',
        body: { organization_id: organizationId },
      }),
    onSuccess: () => {
      onSwitched();
      tellOtherTabs();
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      return queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';

import { requestNothing } from '@/lib/api/client';

import { tellOtherTabs } from '../other-tabs';

/** Ends the session, and forgets everything of it that this page holds. */
export function useSignOut(onSignedOut: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing('/auth/logout', { method: 'POST' }),
    onSuccess: () => {
      queryClient.clear();
      tellOtherTabs();
      onSignedOut();
    },
  });
}

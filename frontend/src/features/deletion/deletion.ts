import { useMutation } from '@tanstack/react-query';

import { requestNothing } from '@/lib/api/client';

const PATH = '/api/v1/organization/deletion';

/** Has the organization deleted in a week; `name` is its name, as it was typed. */
export function useRequestDeletion(onRequested: () => void) {
  return useMutation({
    mutationFn: (name: string) => requestNothing(PATH, { method: 'POST', body: { name } }),
    onSuccess: onRequested,
  });
}

export function useCancelDeletion(onCancelled: () => void) {
  return useMutation({
    mutationFn: () => requestNothing(PATH, { method: 'DELETE' }),
    onSuccess: onCancelled,
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';

import { requestNothing } from '@/lib/api/client';

/** Cancels a queued or running job. 409 when it had already ended: the refetch then shows how. */
export function useCancelJob(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing(`/api/v1/jobs/${encodeURIComponent(id)}/cancel`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  });
}

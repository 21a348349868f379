import { useMutation, useQueryClient } from '@tanstack/react-query';

import { requestNothing } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import { jobPath } from '@/lib/api/use-submission';

import { conversationKeys } from './conversation';

/** Stops the answer that the job brings; what was said of it stays. That it had just ended is no fault. */
export function useStopAnswer(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (jobId: string) => {
      try {
        await requestNothing(jobPath(jobId, '/cancel'), { method: 'POST' });
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 409)) throw error;
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: conversationKeys.said(conversationId) }),
  });
}

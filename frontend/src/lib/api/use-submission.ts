/** Every POST that makes a job. */
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { jobSchema, type Job } from '@/types/job';

import { request } from './client';
import { useIdempotencyKey } from './use-idempotency-key';

/** Submits bodies to `path`. The same body keeps its key, so that trying again after a lost answer makes no second job. */
export function useSubmission(path: string, onAccepted: (job: Job) => void) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<Job, Error, object | undefined>({
    mutationFn: (body) =>
      request<Job>(path, jobSchema, { method: 'POST', body, headers: key.headersFor(body) }),
    // Refused or not: how much of the plan is used is not what it was.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['usage'] });
    },
    onSuccess: (job) => {
      key.accepted();
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      onAccepted(job);
    },
  });
}

/** The API's path of one job, or of what stands below it. */
export function jobPath(jobId: string, below = ''): string {
  return `/api/v1/jobs/${encodeURIComponent(jobId)}${below}`;
}

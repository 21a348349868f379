import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { request } from '@/lib/api/client';
import { createIdempotencyKey } from '@/lib/api/idempotency-key';
import { jobSchema, type Job } from '@/types/job';

/** Submits a verify job for what a job made; pressing again after a lost answer makes no second one. */
export function useStartTrial(jobId: string, onAccepted: (job: Job) => void) {
  const queryClient = useQueryClient();
  const [key] = useState(createIdempotencyKey);
  return useMutation({
    mutationFn: () =>
      request<Job>(`/api/v1/jobs/${encodeURIComponent(jobId)}/verify`, jobSchema, {
        method: 'POST',
        headers: { 'Idempotency-Key': key },
      }),
    onSuccess: (job) => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      onAccepted(job);
    },
  });
}

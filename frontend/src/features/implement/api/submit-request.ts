import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import { request } from '@/lib/api/client';
import { createIdempotencyKey } from '@/lib/api/idempotency-key';
import { jobSchema, type Job } from '@/types/job';

export type Draft = { request: string; region: string; environment: string };

/** Submits a draft. The same draft keeps its key, so that trying again after a lost answer makes no second job. */
export function useSubmitRequest(onAccepted: (job: Job) => void) {
  const queryClient = useQueryClient();
  const sent = useRef({ body: '', key: '' });
  return useMutation({
    mutationFn: (draft: Draft) => {
      const body = toBody(draft);
      const text = JSON.stringify(body);
      if (sent.current.body !== text) sent.current = { body: text, key: createIdempotencyKey() };
      return request<Job>('/api/v1/jobs', jobSchema, {
        method: 'POST',
        body,
        headers: { 'Idempotency-Key': sent.current.key },
      });
    },
    onSuccess: (job) => {
      sent.current = { body: '', key: '' };
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      onAccepted(job);
    },
  });
}

function toBody({ request: text, region, environment }: Draft) {
  return {
    mode: 'implement',
    request: text,
    ...(region ? { region } : {}),
    ...(environment ? { environment } : {}),
  };
}

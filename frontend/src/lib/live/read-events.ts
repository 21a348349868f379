import * as z from 'zod';

import { request } from '@/lib/api/client';
import { anyEventSchema, type AnyEvent } from '@/types/progress-event';

/** Events of a job with a seq above `after`, oldest first. Rejects as `request` does. */
export function readEvents(jobId: string, after: number): Promise<AnyEvent[]> {
  const path = `/api/v1/jobs/${encodeURIComponent(jobId)}/events?after=${after}`;
  return request(path, z.array(anyEventSchema));
}

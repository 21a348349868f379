import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';
import { jobPath } from '@/lib/api/use-submission';
import { stateSchema } from '@/types/job';

const versionSchema = z.object({
  version: z.number(),
  job_id: z.string(),
  /** The version that it was made of. */
  parent_id: z.string().nullish(),
  instruction: z.string().nullable(),
  state: stateSchema,
  created_at: z.string(),
});
export type Version = z.infer<typeof versionSchema>;

/** All versions of the plan that a job's bundle belongs to, the first one first. A new one makes them be asked for again. */
export function useVersions(jobId: string) {
  return useQuery({
    queryKey: ['jobs', 'versions', jobId],
    queryFn: ({ signal }) => request(jobPath(jobId, '/versions'), z.array(versionSchema), { signal }),
  });
}

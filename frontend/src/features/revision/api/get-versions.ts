import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';
import { jobPath } from '@/lib/api/use-submission';
import { stateSchema } from '@/types/job';

const versionSchema = z.object({
  version: z.number(),
  job_id: z.string(),
  instruction: z.string().nullable(),
  state: stateSchema,
  created_at: z.string(),
});
export type Version = z.infer<typeof versionSchema>;

/** The versions that led to a job's bundle, the first one first. */
export function useVersions(jobId: string) {
  return useQuery({
    queryKey: ['versions', jobId],
    queryFn: ({ signal }) => request(jobPath(jobId, '/versions'), z.array(versionSchema), { signal }),
    staleTime: Infinity,
  });
}

import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { bundlePath } from '@/lib/api/artifact-url';
import { request } from '@/lib/api/client';

export const artifactSchema = z.object({
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
  media_type: z.string(),
});
export type Artifact = z.infer<typeof artifactSchema>;

/** The stored files of a job that succeeded. They never change, so they are asked for once. */
export function useArtifacts(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId],
    queryFn: ({ signal }) => request(`${bundlePath(jobId)}/artifacts`, z.array(artifactSchema), { signal }),
    staleTime: Infinity,
  });
}

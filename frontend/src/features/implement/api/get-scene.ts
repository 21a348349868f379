import { useQuery } from '@tanstack/react-query';

import { sceneSchema } from '@/components/diagram/scene';
import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';

/** diagram.json of the bundle; null for bundles from before there was one. */
export function useScene(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'diagram.json'],
    queryFn: async ({ signal }) => {
      try {
        return await requestFile(artifactPath(jobId, 'diagram.json'), sceneSchema, { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

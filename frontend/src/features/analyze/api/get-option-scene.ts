import { useQuery } from '@tanstack/react-query';

import { sceneSchema } from '@/components/diagram/scene';
import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';

/** diagram.json of one option; null for comparisons from before there was one. */
export function useOptionScene(jobId: string, option: string) {
  const name = `options/${option}/diagram.json`;
  return useQuery({
    queryKey: ['artifacts', jobId, name],
    queryFn: async ({ signal }) => {
      try {
        return await requestFile(artifactPath(jobId, name), sceneSchema, { signal });
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

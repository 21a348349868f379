import { useQuery } from '@tanstack/react-query';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestText } from '@/lib/api/client';

export function useTextArtifact(jobId: string, name: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, name, 'text'],
    queryFn: ({ signal }) => requestText(artifactPath(jobId, name), { signal, headers: { Accept: '*/*' } }),
    staleTime: Infinity,
  });
}

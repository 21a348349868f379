import { useQuery } from '@tanstack/react-query';

import { requestText } from '@/lib/api/client';

import { artifactPath } from './artifact-url';

export function useTextArtifact(jobId: string, name: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, name, 'text'],
    queryFn: ({ signal }) => requestText(artifactPath(jobId, name), { signal, headers: { Accept: '*/*' } }),
    staleTime: Infinity,
  });
}

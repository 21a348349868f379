import { queryOptions, useQuery } from '@tanstack/react-query';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestText } from '@/lib/api/client';

export function textArtifact(jobId: string, name: string) {
  return queryOptions({
    queryKey: ['artifacts', jobId, name, 'text'],
    queryFn: ({ signal }) => requestText(artifactPath(jobId, name), { signal, headers: { Accept: '*/*' } }),
    staleTime: Infinity,
  });
}

export function useTextArtifact(jobId: string, name: string) {
  return useQuery(textArtifact(jobId, name));
}

import { useQuery, useQueryClient } from '@tanstack/react-query';

import { findResources, holdsResources } from '../result/diagram/resources';
import { useArtifacts } from './get-artifacts';
import { textArtifact } from './get-text-artifact';

/** Where every component's resources stand, read from the Terraform and CloudFormation of the bundle. */
export function useResources(jobId: string, components: readonly string[]) {
  const client = useQueryClient();
  const artifacts = useArtifacts(jobId);
  const names = (artifacts.data ?? []).map(({ name }) => name).filter(holdsResources);
  return useQuery({
    queryKey: ['artifacts', jobId, 'resources', components],
    queryFn: async () => {
      const texts = await Promise.all(
        names.map(
          async (name) =>
            [name, await client.query({ ...textArtifact(jobId, name), staleTime: 'static' })] as const,
        ),
      );
      return findResources(new Map(texts), components);
    },
    enabled: artifacts.isSuccess,
    staleTime: Infinity,
  });
}

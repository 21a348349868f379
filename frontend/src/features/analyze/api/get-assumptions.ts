import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';
import { assumptionSchema } from '@/types/job';

const schema = z
  .object({ assumptions: z.array(assumptionSchema) })
  .transform(({ assumptions }) => assumptions);

/** What one option counts on, because the request does not say. */
export function useAssumptions(jobId: string, option: string) {
  const name = `options/${option}/architecture.json`;
  return useQuery({
    queryKey: ['artifacts', jobId, name],
    queryFn: ({ signal }) => requestFile(artifactPath(jobId, name), schema, { signal }),
    staleTime: Infinity,
  });
}

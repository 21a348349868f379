import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestFile } from '@/lib/api/client';

import { artifactPath } from './artifact-url';

const checkSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  severity: z.string().nullish(),
  status: z.enum(['passed', 'failed', 'skipped']),
  reason: z.string().nullish(),
  component: z.string().nullish(),
  version: z.string().nullish(),
  seconds: z.number().nullish(),
});
export type CheckResult = z.infer<typeof checkSchema>;

const checksSchema = z
  .union([z.array(checkSchema), z.object({ checks: z.array(checkSchema) })])
  .transform((file) => (Array.isArray(file) ? file : file.checks));

/** checks.json of the bundle: what ran, on which version, with what outcome. */
export function useChecks(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'checks.json'],
    queryFn: ({ signal }) => requestFile(artifactPath(jobId, 'checks.json'), checksSchema, { signal }),
    staleTime: Infinity,
  });
}

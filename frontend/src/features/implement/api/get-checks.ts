import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';

const checkSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  severity: z.string(),
  status: z.enum(['passed', 'failed', 'skipped']),
  /** Why it was skipped. */
  reason: z.string().default(''),
  findings: z
    .array(z.object({ component: z.string().default(''), file: z.string().default(''), message: z.string() }))
    .default([]),
  /** The tool that decided, with its version. */
  version: z.string().default(''),
  source: z.string().default(''),
});
export type CheckResult = z.infer<typeof checkSchema>;

const checksSchema = z.object({ checks: z.array(checkSchema) }).transform((file) => file.checks);

/** checks.json of the bundle: what ran, on which version, with what outcome. */
export function useChecks(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'checks.json'],
    queryFn: ({ signal }) => requestFile(artifactPath(jobId, 'checks.json'), checksSchema, { signal }),
    staleTime: Infinity,
  });
}

import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';

const roleSchema = z.object({
  component: z.string(),
  role: z.string(),
  principal: z.string(),
  managed: z.array(z.string()).default([]),
  statements: z
    .array(
      z.object({
        sid: z.string(),
        actions: z.array(z.string()),
        resources: z.array(z.string()),
        because: z.string().default(''),
      }),
    )
    .default([]),
});
export type Role = z.infer<typeof roleSchema>;

/** iam.json of the bundle: every role, whose it is, and what it may do. */
export function useRoles(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'iam.json'],
    queryFn: ({ signal }) =>
      requestFile(
        artifactPath(jobId, 'iam.json'),
        z.object({ roles: z.array(roleSchema) }).transform(({ roles }) => roles),
        { signal },
      ),
    staleTime: Infinity,
  });
}

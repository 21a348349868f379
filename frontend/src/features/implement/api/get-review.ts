import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';

const findingSchema = z.object({
  check: z.string(),
  severity: z.string(),
  sentence: z.string(),
  risk: z.string().default(''),
  status: z.string(),
  practice: z.object({ id: z.string(), title: z.string(), page: z.string() }),
  evidence: z
    .array(z.object({ component: z.string().nullish(), seen: z.string(), holds: z.boolean().nullish() }))
    .default([]),
});
export type ReviewFinding = z.infer<typeof findingSchema>;

/** review.json of the bundle, as far as it found something: what the Well-Architected review says does not hold. */
export function useReviewFindings(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'review.json'],
    queryFn: ({ signal }) =>
      requestFile(
        artifactPath(jobId, 'review.json'),
        z
          .object({ findings: z.array(findingSchema) })
          .transform(({ findings }) => findings.filter(({ status }) => status === 'not_met')),
        { signal },
      ),
    staleTime: Infinity,
  });
}

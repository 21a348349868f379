import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';

const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

const findingSchema = z.object({
  check: z.string(),
  severity: z.enum(SEVERITIES),
  sentence: z.string(),
  risk: z.string().default(''),
  status: z.string(),
  practice: z.object({ id: z.string(), title: z.string(), page: z.string() }),
  evidence: z.array(z.object({ component: z.string(), seen: z.string(), holds: z.boolean().nullish() })),
});
export type Finding = z.infer<typeof findingSchema>;

const reviewSchema = z
  .object({ findings: z.array(findingSchema) })
  .transform(({ findings }) => openFirst(findings));

/** What the Well-Architected review of one option found open, gravest first. */
export function useFindings(jobId: string, option: string) {
  const name = `options/${option}/review.json`;
  return useQuery({
    queryKey: ['artifacts', jobId, name],
    queryFn: ({ signal }) => requestFile(artifactPath(jobId, name), reviewSchema, { signal }),
    staleTime: Infinity,
  });
}

function openFirst(findings: Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity && finding.status === 'not_met'),
  );
}

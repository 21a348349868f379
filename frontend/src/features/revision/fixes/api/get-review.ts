/** What the Well-Architected review found open, and the fixes that the engine offers for it. */
import { useQueries } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';

import { changesSchema } from '../../api/revision';

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

const findingSchema = z.object({
  check: z.string(),
  severity: z.enum(SEVERITIES),
  sentence: z.string(),
  risk: z.string().default(''),
  status: z.string(),
  practice: z.object({ id: z.string(), title: z.string(), page: z.string() }),
  evidence: z
    .array(z.object({ component: z.string().default(''), seen: z.string(), holds: z.boolean().nullish() }))
    .default([]),
  /** Where no change is known: what a person has to do. */
  without_fix: z.array(z.string()).default([]),
});

const offerSchema = changesSchema.extend({
  check: z.string(),
  /** In words: `set orders.multi_az to true`. */
  changes: z.array(z.string()),
});
export type Offer = z.infer<typeof offerSchema>;
export type Finding = z.infer<typeof findingSchema> & { offer: Offer | null };

const reviewSchema = z.object({ findings: z.array(findingSchema) });
const offersSchema = z.object({ fixes: z.array(offerSchema) });

/**
 * Open findings, the gravest first, each with its offer. `folder` is where a comparison keeps an option's files,
 * `options/balanced/`; empty for a bundle.
 */
export function useOpenFindings(jobId: string, folder = '') {
  return useQueries({
    queries: [
      fileQuery(jobId, `${folder}review.json`, (path, signal) => requestFile(path, reviewSchema, { signal })),
      fileQuery(jobId, `${folder}fixes.json`, async (path, signal) => {
        try {
          return await requestFile(path, offersSchema, { signal });
        } catch (error) {
          // Made before there were offers.
          if (error instanceof ApiError && error.status === 404) return { fixes: [] };
          throw error;
        }
      }),
    ],
    combine: ([review, offers]) => ({
      data: review.data && offers.data ? openFirst(review.data.findings, offers.data.fixes) : undefined,
      error: review.error ?? offers.error,
      fetchStatus: review.fetchStatus === 'idle' ? offers.fetchStatus : review.fetchStatus,
      dataUpdatedAt: review.dataUpdatedAt,
      refetch: () => Promise.all([review.refetch(), offers.refetch()]),
    }),
  });
}

function fileQuery<T>(jobId: string, name: string, ask: (path: string, signal: AbortSignal) => Promise<T>) {
  return {
    // Not that of the raw file: others read less of it under that.
    queryKey: ['artifacts', jobId, name, 'open findings'],
    queryFn: ({ signal }: { signal: AbortSignal }) => ask(artifactPath(jobId, name), signal),
    staleTime: Infinity,
  };
}

function openFirst(findings: z.infer<typeof findingSchema>[], offers: Offer[]): Finding[] {
  const offered = new Map(offers.map((offer) => [offer.check, offer]));
  return SEVERITIES.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity && finding.status === 'not_met')
      .map((finding) => ({ ...finding, offer: offered.get(finding.check) ?? null })),
  );
}

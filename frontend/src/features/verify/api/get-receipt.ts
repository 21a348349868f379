import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';

const proofSchema = z.enum(['proven', 'failed', 'not_emulated']);
export type Proof = z.infer<typeof proofSchema>;

const stepSchema = z.object({
  name: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'skipped']),
  seconds: z.number(),
  detail: z.string(),
});
export type Step = z.infer<typeof stepSchema>;

const resourceSchema = z.object({
  dialect: z.enum(['terraform', 'cloudformation']),
  address: z.string(),
  type: z.string(),
  component: z.string(),
  status: proofSchema,
  evidence: z.string(),
});
export type ResourceProof = z.infer<typeof resourceSchema>;

const probeSchema = z.object({
  edge: z.string(),
  kind: z.enum(['behaviour', 'allowed', 'denied']),
  done: z.string(),
  seen: z.string(),
  status: proofSchema,
});
export type Probe = z.infer<typeof probeSchema>;

const receiptSchema = z.object({
  verdict: z.enum(['proven', 'partly', 'failed']),
  reasons: z.array(z.string()),
  versions: z.record(z.string(), z.string()),
  region: z.string(),
  seconds: z.number(),
  counts: z.object({ proven: z.number(), failed: z.number(), not_emulated: z.number() }),
  steps: z.array(stepSchema),
  resources: z.array(resourceSchema),
  probes: z.array(probeSchema),
  /** Of a revision: what it does to the version before. Another feature reads it. */
  transition: z.unknown().optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** receipt.json of a verify job: what was deployed, tried and seen. */
export function useReceipt(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'receipt.json'],
    queryFn: ({ signal }) => requestFile(artifactPath(jobId, 'receipt.json'), receiptSchema, { signal }),
    staleTime: Infinity,
  });
}

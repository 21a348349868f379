import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { requestFile } from '@/lib/api/client';

import { artifactPath } from './artifact-url';

const lineSchema = z.object({
  component: z.string(),
  title: z.string(),
  unit: z.string(),
  quantity: z.number(),
  unit_usd: z.number(),
  monthly_usd: z.number(),
  source: z.string().nullish(),
  date: z.string().nullish(),
});
export type CostLine = z.infer<typeof lineSchema>;

const costSchema = z.object({
  region: z.string(),
  monthly_usd: z.number(),
  low_usd: z.number().nullish(),
  high_usd: z.number().nullish(),
  lines: z.array(lineSchema),
  drivers: z.array(z.string()).default([]),
  assumptions: z.array(z.object({ subject: z.string(), value: z.string(), reason: z.string() })).default([]),
  not_priced: z.array(z.string()).default([]),
});
export type Cost = z.infer<typeof costSchema>;

/** cost.json of the bundle. */
export function useCost(jobId: string) {
  return useQuery({
    queryKey: ['artifacts', jobId, 'cost.json'],
    queryFn: ({ signal }) => requestFile(artifactPath(jobId, 'cost.json'), costSchema, { signal }),
    staleTime: Infinity,
  });
}

import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { artifactPath } from '@/lib/api/artifact-url';
import { requestFile } from '@/lib/api/client';

const lineSchema = z.object({
  component: z.string(),
  title: z.string(),
  quantity: z.number(),
  unit: z.string(),
  /** USD for `per` units. */
  unit_price_usd: z.number(),
  per: z.number().default(1),
  monthly_usd: z.number(),
  formula: z.string().default(''),
  source: z.string().default(''),
  date: z.string().nullish(),
  note: z.string().default(''),
});
export type CostLine = z.infer<typeof lineSchema>;

const componentSchema = z.object({
  component: z.string(),
  name: z.string(),
  monthly_usd: z.number(),
  share_percent: z.number(),
});
export type ComponentCost = z.infer<typeof componentSchema>;

const costSchema = z.object({
  region: z.string(),
  monthly_usd: z.number(),
  yearly_usd: z.number().nullish(),
  lines: z.array(lineSchema),
  /** Dearest first. */
  components: z.array(componentSchema),
  drivers: z.array(lineSchema).default([]),
  not_priced: z.array(z.object({ component: z.string(), what: z.string() })).default([]),
  assumptions: z.array(z.object({ subject: z.string(), value: z.string(), reason: z.string() })).default([]),
  /** A sentence, where the estimate is above the budget. */
  conflict: z.string().default(''),
  prices_from: z.string().nullish(),
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

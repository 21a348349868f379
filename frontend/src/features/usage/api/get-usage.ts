import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';

const limitSchema = z.object({
  name: z.string(),
  used: z.number(),
  limit: z.number().nullable(),
  resets_at: z.string().nullable(),
});

export const usageSchema = z.object({
  plan: z.object({
    name: z.string(),
    title: z.string(),
    batch_size: z.number(),
    retention_days: z.number(),
  }),
  limits: z.array(limitSchema),
});

export type Usage = z.infer<typeof usageSchema>;
export type UsedOfLimit = z.infer<typeof limitSchema>;

/** How much of its plan the organization has used; jobs end meanwhile, so it is asked for again. */
export function useUsage() {
  return useQuery({
    queryKey: ['usage'],
    queryFn: ({ signal }) => request('/api/v1/usage', usageSchema, { signal }),
    staleTime: 15_000,
  });
}

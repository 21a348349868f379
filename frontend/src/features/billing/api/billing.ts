import { useMutation, useQuery } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';

const tierSchema = z.enum(['free', 'pro', 'enterprise']);
const limit = z.number().nullable();

export const planSchema = z.object({
  name: tierSchema,
  title: z.string(),
  current: z.boolean(),
  /** May be chosen now, by an owner. */
  buyable: z.boolean(),
  price: z
    .object({
      amount: z.number(),
      currency: z.string(),
      interval: z.string(),
      interval_count: z.number(),
    })
    .nullable(),
  included: z.object({
    jobs_a_month: z.object({ brainstorm: limit, analyze: limit, implement: limit, verify: limit }),
    unfinished_jobs: z.number(),
    batch_size: z.number(),
    members: limit,
    retention_days: z.number(),
  }),
});

export const billingSchema = z.object({
  enabled: z.boolean(),
  tier: tierSchema,
  /** The subscription's, in Stripe's words. */
  status: z.string().nullable(),
  paid_tier: tierSchema.nullable(),
  renews_at: z.string().nullable(),
  ends_at: z.string().nullable(),
  grace_until: z.string().nullable(),
  /** After a lower plan began: files are kept for as long as before until then. */
  kept_until: z.string().nullable(),
  portal: z.boolean(),
  plans: z.array(planSchema),
});

export type Billing = z.infer<typeof billingSchema>;
export type Plan = z.infer<typeof planSchema>;

export const BILLING_KEY = ['billing'];
const EVERY_MS = 2_000;

/** How the organization pays. It is asked for again and again while `again` says so: Stripe tells us in its own time. */
export function useBilling(again: (known: Billing) => boolean = () => false) {
  return useQuery({
    queryKey: BILLING_KEY,
    queryFn: ({ signal }) => request('/api/v1/billing', billingSchema, { signal }),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data && again(state.data) ? EVERY_MS : false),
  });
}

const pageSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

/** Opens a page of Stripe's: to pay for a plan, or without one the portal. */
export function useStripePage(open: (url: string) => void) {
  return useMutation({
    mutationFn: (plan: Plan['name'] | null) =>
      plan
        ? request('/api/v1/billing/checkout', pageSchema, { method: 'POST', body: { tier: plan } })
        : request('/api/v1/billing/portal', pageSchema, { method: 'POST' }),
    onSuccess: ({ url }) => {
      open(url);
    },
  });
}

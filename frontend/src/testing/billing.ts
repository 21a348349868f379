/** How an organization pays, kept in memory. */
import { http } from 'msw';

import type { Billing, Plan } from '@/features/billing/api/billing';

import { answer } from './answers';

export const billing: { kept: Billing } = { kept: fresh() };

function monthly(amount: number) {
  return { amount, currency: 'usd', interval: 'month', interval_count: 1 };
}

function plan(name: Plan['name'], title: string, size: number | null, more: Partial<Plan> = {}): Plan {
  const jobs = (count: number) => (size === null ? null : count * size);
  return {
    name,
    title,
    current: false,
    buyable: false,
    price: null,
    included: {
      jobs_a_month: { brainstorm: jobs(500), analyze: jobs(50), implement: jobs(50), verify: jobs(10) },
      unfinished_jobs: 20 * (size ?? 500),
      batch_size: 10 * (size ?? 1000),
      members: size === null ? null : 3 * size,
      retention_days: size === 1 ? 30 : 90,
    },
    ...more,
  };
}

function fresh(): Billing {
  return {
    enabled: true,
    tier: 'free',
    status: null,
    paid_tier: null,
    renews_at: null,
    ends_at: null,
    grace_until: null,
    kept_until: null,
    portal: false,
    plans: [
      plan('free', 'Free', 1, { current: true }),
      plan('pro', 'Pro', 20, { buyable: true, price: monthly(4900) }),
      plan('enterprise', 'Enterprise', null, { buyable: true, price: monthly(49_950) }),
    ],
  };
}

/** Let the organization have a subscription of Pro. */
export function subscribe(more: Partial<Billing> = {}): void {
  const paid = { status: 'active', paid_tier: 'pro', tier: 'pro', portal: true } as const;
  const plans = fresh().plans.map((one) => ({
    ...one,
    buyable: false,
    current: one.name === (more.tier ?? paid.tier),
  }));
  billing.kept = { ...fresh(), ...paid, renews_at: '2030-01-08T12:00:00Z', plans, ...more };
}

export function resetBilling(): void {
  billing.kept = fresh();
}

export const billingHandlers = [http.get('/api/v1/billing', () => answer(billing.kept))];

/** What an organization has used of its plan, kept in memory. */
import { http } from 'msw';

import type { Usage, UsedOfLimit } from '@/features/usage/api/get-usage';

import { answer } from './answers';

const RESETS_AT = '2026-12-01T00:00:00Z';

export const usage: { kept: Usage } = { kept: fresh() };

function fresh(): Usage {
  const monthly = (mode: string, used: number, limit: number | null): UsedOfLimit => ({
    name: `jobs_a_month.${mode}`,
    used,
    limit,
    resets_at: RESETS_AT,
  });
  return {
    plan: { name: 'free', title: 'Free', batch_size: 10, retention_days: 30 },
    limits: [
      monthly('brainstorm', 3, 500),
      monthly('analyze', 1, 50),
      monthly('implement', 12, 50),
      monthly('verify', 0, 10),
      { name: 'unfinished_jobs', used: 2, limit: 20, resets_at: null },
      { name: 'members', used: 1, limit: 3, resets_at: null },
      { name: 'webhooks', used: 0, limit: 2, resets_at: null },
    ],
  };
}

export function resetUsage(): void {
  usage.kept = fresh();
}

/** Let so much be used of a limit. */
export function use(name: string, used: number): void {
  const { limits } = usage.kept;
  usage.kept = { ...usage.kept, limits: limits.map((one) => (one.name === name ? { ...one, used } : one)) };
}

export const usageHandlers = [http.get('/api/v1/usage', () => answer(usage.kept))];

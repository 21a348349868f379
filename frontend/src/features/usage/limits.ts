/** The limits of a plan, in words. */
import { formatQuantity } from '@/lib/format/quantity';

import type { UsedOfLimit } from './api/get-usage';

export const LABELS: Record<string, string> = {
  'jobs_a_month.implement': 'Bundles',
  'jobs_a_month.analyze': 'Comparisons',
  'jobs_a_month.verify': 'Trial deployments',
  'jobs_a_month.brainstorm': 'Turns of conversations',
  unfinished_jobs: 'Jobs at once',
  unfinished_batches: 'Batches at once',
  members: 'Members',
  webhooks: 'Webhooks',
};

const NEARLY = 0.8;

export type Fullness = 'none' | 'free' | 'nearly' | 'full';

export function fullnessOf({ used, limit }: UsedOfLimit): Fullness {
  if (limit === null) return 'none';
  if (used >= limit) return 'full';
  return used >= limit * NEARLY ? 'nearly' : 'free';
}

/** “12 of 50”, “12, without a limit”. */
export function tellUsed({ used, limit }: UsedOfLimit): string {
  const count = formatQuantity(used);
  return limit === null ? `${count}, without a limit` : `${count} of ${formatQuantity(limit)}`;
}

/** “December 1, 00:00 UTC”: months of plans begin there, wherever the reader is. */
export function tellReset(iso: string): string {
  const day = new Date(iso).toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
  return `${day}, 00:00 UTC`;
}

/** Prices and what they are for, in words. */
import { formatQuantity, plural } from '@/lib/format/quantity';

import type { Plan } from './api/billing';

type Price = NonNullable<Plan['price']>;

/** “$49”, “€49.50”: Stripe counts in the currency's smallest unit. */
export function formatPrice({ amount, currency }: Price): string {
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** “a month”, “every 3 months”. */
export function tellInterval({ interval, interval_count: count }: Price): string {
  return count === 1 ? `a ${interval}` : `every ${plural(count, interval)}`;
}

/** What a plan includes, a line each. */
export function linesOf({ included }: Plan): string[] {
  const { jobs_a_month: monthly } = included;
  return [
    monthlyLine(monthly.implement, 'bundle'),
    monthlyLine(monthly.analyze, 'comparison'),
    monthlyLine(monthly.verify, 'trial deployment'),
    monthlyLine(monthly.brainstorm, 'turn of conversations', 'turns of conversations'),
    included.members === null ? 'Members without a limit' : plural(included.members, 'member'),
    `${plural(included.unfinished_jobs, 'job')} at once`,
    `Files are kept for ${plural(included.retention_days, 'day')}`,
  ];
}

function monthlyLine(limit: number | null, one: string, many = `${one}s`): string {
  if (limit !== null) return `${formatQuantity(limit)} ${limit === 1 ? one : many} a month`;
  return `${many.charAt(0).toUpperCase()}${many.slice(1)} without a limit`;
}

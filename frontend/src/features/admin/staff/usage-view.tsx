import { formatUsd } from '@/lib/format/money';
import { formatQuantity } from '@/lib/format/quantity';
import { formatSeconds } from '@/lib/format/time';

import { usageSchema, type OrganizationUsage } from '../api/staff-log';
import { useStaffPages } from '../api/staff-pages';
import { Listing } from './listing';
import { EntityLink, TierMark } from './marks';

const MONTHS = 12;

type Props = { month: string; onMonth: (month: string) => void };

/** Who used most in a month. */
export function UsageView({ month, onMonth }: Props) {
  const pages = useStaffPages<OrganizationUsage>('/usage', usageSchema, { month });
  return (
    <div className="space-y-5">
      <label className="flex items-center gap-3 text-sm">
        <span className="lettering text-faint">Month</span>
        <select
          value={month}
          onChange={(event) => {
            onMonth(event.target.value);
          }}
          className="h-9 rounded-md border border-line-strong bg-surface px-3 text-sm hover:border-ink/40"
        >
          {months(new Date()).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Listing
        what="organizations’ usage"
        pages={pages}
        keyOf={({ org_id: id }) => id}
        empty="Nobody used anything in this month"
        columns={[
          {
            title: 'Organization',
            className: 'w-full',
            cell: ({ org_id: id, name }) => <EntityLink to={`/admin/organizations/${id}`}>{name}</EntityLink>,
          },
          { title: 'Tier', cell: ({ tier }) => <TierMark tier={tier} /> },
          {
            title: 'Jobs',
            className: 'text-right',
            cell: ({ jobs, by_mode: modes }) => (
              <span
                className="tabular-nums"
                title={Object.entries(modes)
                  .map(([mode, count]) => `${count} ${mode}`)
                  .join(', ')}
              >
                {formatQuantity(jobs)}
              </span>
            ),
          },
          {
            title: 'Failed',
            className: 'text-right',
            cell: ({ failed }) => (
              <span className={failed > 0 ? 'text-bad tabular-nums' : 'text-faint tabular-nums'}>
                {formatQuantity(failed)}
              </span>
            ),
          },
          {
            title: 'Work',
            className: 'text-right whitespace-nowrap',
            cell: ({ running_seconds: seconds }) => formatSeconds(seconds),
          },
          {
            title: 'Models',
            className: 'text-right whitespace-nowrap',
            cell: ({ agent_usd: usd }) => formatUsd(usd),
          },
        ]}
      />
    </div>
  );
}

/** The present month and those before it; empty is the present one. */
function months(now: Date): { value: string; label: string }[] {
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    const label = first.toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
    return { value: back === 0 ? '' : first.toISOString().slice(0, 7), label };
  });
}

import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { formatUsd } from '@/lib/format/money';
import type { JobResult } from '@/types/job';

import { useCost, type Cost } from '../../api/get-cost';
import { CostTable } from './cost-table';

type Props = { jobId: string; components: JobResult['components'] };

/** What it costs a month, why, and what the figure leaves out. */
export function CostPanel({ jobId, components }: Props) {
  const cost = useCost(jobId);
  if (cost.isPending) return <Skeleton lines={8} label="Loading the costs" />;
  if (cost.isError)
    return <QueryError what="The costs" error={cost.error} retry={() => void cost.refetch()} />;
  const names = new Map(components.map(({ id, name }) => [id, name]));
  return (
    <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_320px]">
      <div>
        <Total cost={cost.data} />
        <CostTable lines={cost.data.lines} names={names} total={cost.data.monthly_usd} />
      </div>
      <aside className="space-y-8">
        <Notes title="What drives it" items={cost.data.drivers} />
        <Assumptions cost={cost.data} />
        <Notes title="Not priced" items={cost.data.not_priced} />
      </aside>
    </div>
  );
}

function Total({ cost }: { cost: Cost }) {
  const range =
    typeof cost.low_usd === 'number' && typeof cost.high_usd === 'number'
      ? `between ${formatUsd(cost.low_usd)} and ${formatUsd(cost.high_usd)}`
      : null;
  return (
    <p className="mb-4 flex flex-wrap items-baseline gap-x-3">
      <span className="text-3xl font-semibold tracking-tight">{formatUsd(cost.monthly_usd)}</span>
      <span className="text-sm text-muted">
        a month in {cost.region}
        {range && `, ${range}`}
      </span>
    </p>
  );
}

function Notes({ title, items }: { title: string; items: string[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2 className="text-sm">{title}</h2>
      <ul className="mt-2 space-y-2 text-[13px] leading-snug text-muted">
        {items.map((item) => (
          <li key={item} className="border-l-2 border-line-strong pl-3">
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Assumptions({ cost }: { cost: Cost }) {
  if (cost.assumptions.length === 0) return null;
  return (
    <section>
      <h2 className="text-sm">Assumed, because the request does not say</h2>
      <dl className="mt-2 space-y-3 text-[13px] leading-snug">
        {cost.assumptions.map(({ subject, value, reason }) => (
          <div key={subject} className="border-l-2 border-line-strong pl-3">
            <dt className="font-mono text-xs break-all text-faint">{subject}</dt>
            <dd>
              <span className="font-medium">{value}</span> <span className="text-muted">{reason}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import { Alert } from '@/components/ui/alert';
import { Loaded } from '@/components/ui/loaded';
import { formatUsd } from '@/lib/format/money';

import { useCost, type Cost } from '../../api/get-cost';
import { Assumptions } from './assumptions';
import { CostTable } from './cost-table';
import { missing } from './missing';

/** What it costs a month, why, and what the figure leaves out. */
export function CostPanel({ jobId }: { jobId: string }) {
  const cost = useCost(jobId);
  return (
    <Loaded what="the costs" query={cost} lines={8}>
      {(data) => <Costs cost={data} />}
    </Loaded>
  );
}

function Costs({ cost }: { cost: Cost }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-10 xl:grid-cols-[minmax(0,1fr)_300px]">
      <div>
        <Total cost={cost} />
        {cost.conflict && (
          <Alert tone="warn" title="Above the budget" className="mb-4">
            {cost.conflict}
          </Alert>
        )}
        <CostTable cost={cost} />
      </div>
      <aside className="xl:pt-14">
        <Drivers cost={cost} />
      </aside>
      <div className="space-y-10 xl:col-span-2">
        <NotPriced cost={cost} />
        <Assumptions assumptions={cost.assumptions} />
      </div>
    </div>
  );
}

function Total({ cost }: { cost: Cost }) {
  return (
    <p className="mb-4 flex flex-wrap items-baseline gap-x-3">
      <span className="text-3xl font-semibold tracking-tight">{formatUsd(cost.monthly_usd)}</span>
      <span className="text-sm text-muted">
        a month in {cost.region}, before tax, at on-demand prices
        {cost.prices_from && ` of ${cost.prices_from} or later`}
      </span>
    </p>
  );
}

function Drivers({ cost }: { cost: Cost }) {
  if (cost.drivers.length === 0) return null;
  const names = componentNames(cost);
  return (
    <section aria-labelledby="drivers">
      <h2 id="drivers" className="text-sm">
        What drives it
      </h2>
      <ol className="mt-3 space-y-2.5 text-[13px] leading-snug text-muted">
        {cost.drivers.map((line, index) => (
          <li key={index} className="border-l-2 border-accent pl-3">
            <span className="flex justify-between gap-3">
              <span className="font-medium text-ink">{names.get(line.component) ?? line.component}</span>
              <span className="font-mono text-xs leading-5">{formatUsd(line.monthly_usd)}</span>
            </span>
            {line.title}
          </li>
        ))}
      </ol>
    </section>
  );
}

function NotPriced({ cost }: { cost: Cost }) {
  if (cost.not_priced.length === 0) return null;
  const names = componentNames(cost);
  return (
    <section aria-labelledby="not-priced">
      <h2 id="not-priced" className="text-sm">
        Not priced
      </h2>
      <ul className="mt-3 grid gap-x-8 sm:grid-cols-2">
        {missing(cost).map(({ what, components }) => (
          <li key={what} className="border-t border-line py-2 text-[13px] leading-snug">
            {what}
            <span className="block text-faint">
              {components.map((component) => names.get(component) ?? component).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function componentNames(cost: Cost): Map<string, string> {
  return new Map(cost.components.map(({ component, name }) => [component, name]));
}

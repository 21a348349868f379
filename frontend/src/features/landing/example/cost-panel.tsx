import { Loaded } from '@/components/ui/loaded';
import { ScrollArea } from '@/components/ui/scroll-area';
import { formatUsd } from '@/lib/format/money';

import { useCost, type Cost } from './api';

/** What each component costs a month, the dearest first. */
export function CostPanel() {
  const cost = useCost();
  return (
    <Loaded what="the costs" query={cost} lines={12}>
      {(data) => <CostTable cost={data} />}
    </Loaded>
  );
}

function CostTable({ cost }: { cost: Cost }) {
  return (
    <>
      <p className="mb-4 flex flex-wrap items-baseline gap-x-3">
        <span className="text-2xl font-semibold tracking-tight">{formatUsd(cost.monthly_usd)}</span>
        <span className="text-sm text-muted">
          a month, between {formatUsd(cost.low_usd)} and {formatUsd(cost.high_usd)}
          {cost.prices_from && `; prices of ${cost.prices_from} or later`}
        </span>
      </p>
      <ScrollArea
        label="Costs by component"
        className="overflow-x-auto rounded-lg border border-line bg-surface"
      >
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line text-left text-[13px] text-faint">
              <th scope="col" className="px-4 py-2 font-normal">
                Component
              </th>
              <th scope="col" className="w-2/5 px-4 py-2 font-normal max-sm:hidden">
                Share
              </th>
              <th scope="col" className="px-4 py-2 text-right font-normal">
                A month
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {cost.components.map((one) => (
              <tr key={one.component}>
                <th scope="row" className="px-4 py-2 text-left font-medium">
                  {one.name}
                </th>
                <td className="px-4 py-2 max-sm:hidden">
                  <span className="flex items-center gap-3">
                    <span aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-line">
                      <span
                        className="block h-full rounded-full bg-accent"
                        style={{ width: `${one.share_percent}%` }}
                      />
                    </span>
                    <span className="w-12 text-right text-[13px] text-muted tabular-nums">
                      {one.share_percent.toFixed(1)} %
                    </span>
                  </span>
                </td>
                <td className="px-4 py-2 text-right font-mono text-[13px] tabular-nums">
                  {formatUsd(one.monthly_usd)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}

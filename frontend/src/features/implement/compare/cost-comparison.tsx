import clsx from 'clsx';

import { QueryError } from '@/components/ui/query-error';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Skeleton } from '@/components/ui/skeleton';
import { formatUsd } from '@/lib/format/money';

import { useCost } from '../api/get-cost';
import type { ComparedVersion } from './compare-view';
import { compareCosts } from './cost-difference';

/** What every component costs in both versions; a bar shows how much more or less. */
export function CostComparison({ before, after }: { before: ComparedVersion; after: ComparedVersion }) {
  const [earlier, later] = [useCost(before.jobId), useCost(after.jobId)];
  if (earlier.isPending || later.isPending) return <Skeleton lines={6} label="Loading the costs" />;
  const failed = earlier.isError ? earlier : later.isError ? later : null;
  if (failed?.error)
    return <QueryError what="The costs" error={failed.error} retry={() => void failed.refetch()} />;
  if (!earlier.data || !later.data) return null;
  const rows = compareCosts(earlier.data, later.data);
  const most = Math.max(0.01, ...rows.map(({ change }) => Math.abs(change)));
  const total = later.data.monthly_usd - earlier.data.monthly_usd;
  return (
    <ScrollArea
      label="Costs of both versions"
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full text-sm [&_:is(td,th)]:px-2 [&_:is(td,th)]:py-2 sm:[&_:is(td,th)]:px-4">
        <caption className="sr-only">Monthly cost of each component, before and after</caption>
        <thead>
          <tr className="lettering text-left text-faint [&>th]:font-normal">
            <th scope="col">Component</th>
            <th scope="col" className="text-right">
              v{before.version}
            </th>
            <th scope="col" className="text-right">
              v{after.version}
            </th>
            <th scope="col" className="text-right">
              Change
            </th>
            <td className="w-32 max-sm:hidden" />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ component, name, before: was, after: is, change }) => (
            <tr key={component} className={clsx('border-t border-line', change === 0 && 'text-muted')}>
              <th scope="row" className="text-left font-medium">
                {name}
              </th>
              <Amount usd={was} />
              <Amount usd={is} />
              <td className={clsx('text-right font-mono text-xs tabular-nums', look(change))}>
                {signed(change)}
              </td>
              <td aria-hidden className="max-sm:hidden">
                <span
                  className={clsx('block h-1.5 rounded-full', change > 0 ? 'bg-bad' : 'bg-good')}
                  style={{ width: `${(Math.abs(change) / most) * 100}%` }}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line-strong font-semibold">
            <th scope="row" className="text-left">
              Total a month
            </th>
            <Amount usd={earlier.data.monthly_usd} />
            <Amount usd={later.data.monthly_usd} />
            <td className={clsx('text-right font-mono text-xs tabular-nums', look(total))}>
              {signed(total)}
            </td>
            <td className="max-sm:hidden" />
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  );
}

function Amount({ usd }: { usd: number | null }) {
  return <td className="text-right font-mono text-xs tabular-nums">{usd === null ? '–' : formatUsd(usd)}</td>;
}

function signed(usd: number): string {
  if (Math.abs(usd) < 0.005) return 'same';
  return `${usd > 0 ? '+' : '−'}${formatUsd(Math.abs(usd))}`;
}

function look(usd: number): string {
  if (Math.abs(usd) < 0.005) return 'text-faint';
  return usd > 0 ? 'text-bad' : 'text-good';
}

import { Skeleton } from '@/components/ui/skeleton';
import { formatUsd } from '@/lib/format/money';

import { useCost } from '../../api/get-cost';
import { PanelGap, PanelSection } from './panel-section';

export function ComponentCost({ jobId, component }: { jobId: string; component: string }) {
  const cost = useCost(jobId);
  if (cost.isPending) return <Skeleton lines={2} label="Loading the cost" />;
  if (cost.isError) return <PanelGap what="The cost" />;
  const lines = cost.data.lines.filter((line) => line.component === component);
  const sum = cost.data.components.find((one) => one.component === component)?.monthly_usd ?? 0;
  return (
    <PanelSection
      title="Cost a month"
      aside={<span className="font-mono font-medium tabular-nums">{formatUsd(sum)}</span>}
    >
      {lines.length === 0 ? (
        <p className="text-muted">Nothing of it is charged by itself.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {lines.map((line, index) => (
            <li key={index} className="flex justify-between gap-3 py-1 text-muted" title={line.formula}>
              {line.title}
              <span className="font-mono text-xs leading-5 tabular-nums">{formatUsd(line.monthly_usd)}</span>
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}

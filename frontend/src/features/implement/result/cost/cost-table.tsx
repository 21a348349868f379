import { ScrollArea } from '@/components/ui/scroll-area';
import { formatUnitPrice, formatUsd } from '@/lib/format/money';
import { formatQuantity } from '@/lib/format/quantity';

import type { CostLine } from '../../api/get-cost';
import { byComponent, type ComponentCost } from './by-component';

type Props = { lines: CostLine[]; names: Map<string, string>; total: number };

/** Quantity × unit price for every line, gathered by component. */
export function CostTable({ lines, names, total }: Props) {
  return (
    <ScrollArea label="Cost table" className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-[560px] text-sm">
        <caption className="sr-only">Monthly cost by component: quantity, unit price and amount</caption>
        <thead>
          <tr className="lettering text-left text-faint [&>th]:px-4 [&>th]:py-2.5 [&>th]:font-normal">
            <th scope="col">Item</th>
            <th scope="col" className="text-right">
              Quantity a month
            </th>
            <th scope="col" className="text-right">
              Unit price
            </th>
            <th scope="col" className="text-right">
              USD
            </th>
          </tr>
        </thead>
        {byComponent(lines).map((group) => (
          <Group key={group.component} group={group} name={names.get(group.component) ?? group.component} />
        ))}
        <tfoot>
          <tr className="border-t border-line-strong font-semibold [&>*]:px-4 [&>*]:py-3">
            <th scope="row" colSpan={3} className="text-left">
              Total a month
            </th>
            <td className="text-right font-mono tabular-nums">{formatUsd(total)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  );
}

function Group({ group, name }: { group: ComponentCost; name: string }) {
  return (
    <tbody className="border-t border-line">
      <tr className="[&>*]:px-4 [&>*]:pt-3 [&>*]:pb-1">
        <th scope="rowgroup" colSpan={3} className="text-left font-medium">
          <span className="flex items-center gap-3">
            {name}
            <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(group.share * 100).toFixed(1)}%` }}
              />
            </span>
            <span className="font-mono text-xs font-normal text-faint">{Math.round(group.share * 100)}%</span>
          </span>
        </th>
        <td className="text-right font-mono font-medium tabular-nums">{formatUsd(group.monthlyUsd)}</td>
      </tr>
      {group.lines.map((line, index) => (
        <tr key={index} className="text-[13px] text-muted [&>td]:px-4 [&>td]:py-1 last:[&>td]:pb-3">
          <td>{line.title}</td>
          <td className="text-right font-mono text-xs whitespace-nowrap tabular-nums">
            {formatQuantity(line.quantity)} {line.unit}
          </td>
          <td className="text-right font-mono text-xs whitespace-nowrap tabular-nums">
            {formatUnitPrice(line.unit_usd)}
          </td>
          <td className="text-right font-mono text-xs tabular-nums">{formatUsd(line.monthly_usd)}</td>
        </tr>
      ))}
    </tbody>
  );
}

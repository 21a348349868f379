import clsx from 'clsx';

import { ScrollArea } from '@/components/ui/scroll-area';
import { formatUnitPrice, formatUsd } from '@/lib/format/money';
import { formatQuantity } from '@/lib/format/quantity';

import type { ComponentCost, Cost, CostLine } from '../../api/get-cost';

/** Quantity × unit price for every line, under its component. */
export function CostTable({ cost }: { cost: Cost }) {
  return (
    <ScrollArea label="Cost table" className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">Monthly cost by component: quantity, unit price and amount</caption>
        <thead>
          <tr className="lettering text-left text-faint [&>th]:px-4 [&>th]:py-2.5 [&>th]:font-normal">
            <th scope="col">Item</th>
            <th scope="col" className="text-right max-sm:hidden">
              Quantity
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Unit price
            </th>
            <th scope="col" className="text-right">
              USD
            </th>
          </tr>
        </thead>
        {cost.components.map((component) => (
          <Group
            key={component.component}
            component={component}
            lines={cost.lines.filter((line) => line.component === component.component)}
          />
        ))}
        <tfoot>
          <tr className="border-t border-line-strong font-semibold [&>*]:px-4 [&>*]:py-3">
            <th scope="row" className="text-left">
              Total a month
            </th>
            <td colSpan={2} className="max-sm:hidden" />
            <td className="text-right font-mono tabular-nums">{formatUsd(cost.monthly_usd)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  );
}

function Group({ component, lines }: { component: ComponentCost; lines: CostLine[] }) {
  const { name, monthly_usd: amount, share_percent: share } = component;
  return (
    <tbody className="border-t border-line">
      <tr className="[&>*]:px-4 [&>*]:pt-3 [&>*]:pb-1 last:[&>*]:pb-3">
        <th scope="rowgroup" className="text-left font-medium">
          <span className="flex flex-wrap items-center gap-x-3">
            {name}
            {share > 0 && (
              <>
                <span aria-hidden className="h-1.5 w-24 shrink-0 overflow-hidden rounded-full bg-sunken">
                  <span className="block h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
                </span>
                <span className="font-mono text-xs font-normal text-faint">{Math.round(share)}%</span>
              </>
            )}
          </span>
        </th>
        <td colSpan={2} className="max-sm:hidden" />
        <td className="text-right font-mono font-medium tabular-nums">{formatUsd(amount)}</td>
      </tr>
      {lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </tbody>
  );
}

const SMALL = 'text-right font-mono text-xs tabular-nums align-top';

function Line({ line }: { line: CostLine }) {
  const quantity = `${formatQuantity(line.quantity)} ${line.unit}`;
  const price =
    formatUnitPrice(line.unit_price_usd) + (line.per === 1 ? '' : ` / ${formatQuantity(line.per)}`);
  return (
    <tr className="text-[13px] text-muted last:[&>td]:pb-3 [&>td]:px-4 [&>td]:py-1" title={line.formula}>
      <td>
        {line.title}
        <span className="block font-mono text-xs text-faint sm:hidden">
          {quantity} × {price}
        </span>
        {line.note && <span className="block text-xs text-faint">{line.note}</span>}
      </td>
      <td className={clsx(SMALL, 'max-sm:hidden')}>{quantity}</td>
      <td className={clsx(SMALL, 'max-sm:hidden')}>{price}</td>
      <td className={SMALL}>{formatUsd(line.monthly_usd)}</td>
    </tr>
  );
}

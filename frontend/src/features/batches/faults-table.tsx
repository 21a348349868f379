import { ScrollArea } from '@/components/ui/scroll-area';
import { formatQuantity } from '@/lib/format/quantity';

import type { Fault } from './reading/fault';

type Props = { title: string; faults: readonly Fault[]; more?: number };

/** What is wrong, by line. */
export function FaultsTable({ title, faults, more = 0 }: Props) {
  return (
    <div className="overflow-hidden rounded-lg border border-bad/40 bg-surface">
      <ScrollArea label={title} className="max-h-96 overflow-auto outline-offset-[-2px]">
        <table className="w-full min-w-130 text-left text-sm">
          <caption className="bg-bad-soft px-4 py-2.5 text-left font-medium sm:px-5">{title}</caption>
          <thead className="lettering text-faint">
            <tr>
              <th scope="col" className="py-2 pr-3 pl-4 text-right font-normal sm:pl-5">
                Line
              </th>
              <th scope="col" className="px-3 py-2 font-normal">
                Field
              </th>
              <th scope="col" className="px-3 py-2 font-normal">
                Fault
              </th>
              <th scope="col" className="w-2/5 py-2 pr-5 pl-3 font-normal">
                What holds
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {faults.map(({ line, reference, field, fault, limit }) => (
              <tr key={`${line} ${field} ${fault}`} className="align-top">
                <td className="py-2 pr-3 pl-4 text-right font-mono text-xs sm:pl-5">{line}</td>
                <td className="px-3 py-2">
                  <code className="font-mono text-xs">{field}</code>
                  {reference && (
                    <span className="block max-w-48 truncate text-xs text-faint">{reference}</span>
                  )}
                </td>
                <td className="px-3 py-2 text-bad">{fault}</td>
                <td className="py-2 pr-5 pl-3 break-words text-muted">{limit}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {more > 0 && (
        <p className="border-t border-line px-4 py-2 text-[13px] text-muted sm:px-5">
          and {formatQuantity(more)} more, once these are mended
        </p>
      )}
    </div>
  );
}

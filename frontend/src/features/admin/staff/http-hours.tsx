import { ScrollArea } from '@/components/ui/scroll-area';
import { formatQuantity } from '@/lib/format/quantity';
import { formatSeconds } from '@/lib/format/time';

import type { HttpRate } from '../api/staff-queue';

/** Each hour with its figures, the newest first. */
export function HttpHours({ rates }: { rates: readonly HttpRate[] }) {
  return (
    <details className="text-[13px]">
      <summary className="w-fit rounded font-medium text-accent hover:underline">Hour by hour</summary>
      <ScrollArea label="Table of answers by hour" className="mt-3 max-h-96 overflow-auto">
        <table className="w-full min-w-130 text-right">
          <caption className="sr-only">Answers by hour</caption>
          <thead className="lettering sticky top-0 bg-surface text-faint [&_th]:py-1.5 [&_th]:pr-4 [&_th]:font-normal">
            <tr>
              <th scope="col" className="text-left">
                Hour
              </th>
              <th scope="col">Answers</th>
              <th scope="col">Refused</th>
              <th scope="col">Errors</th>
              <th scope="col">Half within</th>
              <th scope="col">95 % within</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {rates.map((rate) => (
              <Hour key={rate.hour} rate={rate} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}

function Hour({ rate }: { rate: HttpRate }) {
  return (
    <tr className="tabular-nums [&>*]:py-1.5 [&>*]:pr-4">
      <th scope="row" className="text-left font-normal whitespace-nowrap">
        {new Date(rate.hour).toLocaleString('en-GB', {
          ...({ weekday: 'short', day: 'numeric', month: 'short' } as const),
          ...({ hour: '2-digit', minute: '2-digit' } as const),
        })}
      </th>
      <td>{formatQuantity(rate.requests)}</td>
      <td>{formatQuantity(rate.refused)}</td>
      <td className={rate.errors > 0 ? 'font-medium text-bad' : ''}>{formatQuantity(rate.errors)}</td>
      <td>{within(rate.seconds_50)}</td>
      <td>{within(rate.seconds_95)}</td>
    </tr>
  );
}

function within(seconds: number | null): string {
  return seconds === null ? '–' : formatSeconds(seconds);
}

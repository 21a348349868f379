import { CircleCheck, TriangleAlert } from 'lucide-react';

import { ScrollArea } from '@/components/ui/scroll-area';
import { formatQuantity, plural } from '@/lib/format/quantity';

import { FORMS } from '../reading/body';
import type { Examined } from '../reading/examine';
import type { Item } from '../reading/fault';
import type { Draft } from './draft';

const COLUMNS = ['reference', 'mode', 'request', 'region'] as const;

/** What a file holds: how many items, of which modes, and the first of them. */
export function ExaminedView({ draft: { title, form, examined } }: { draft: Draft }) {
  const { total, good } = examined;
  const whole = good === total;
  return (
    <section aria-label="What was read" className="overflow-hidden rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 sm:px-5">
        {whole ? (
          <CircleCheck aria-hidden className="size-5 text-good" />
        ) : (
          <TriangleAlert aria-hidden className="size-5 text-warn" />
        )}
        <h2 className="text-base">
          <span role="status">
            {whole
              ? `${plural(total, 'item')}, nothing wrong found`
              : `${formatQuantity(good)} of ${plural(total, 'item')} can be sent`}
          </span>
        </h2>
        <p className="lettering w-full min-w-0 truncate text-faint sm:ml-auto sm:w-auto">
          {title} · {FORMS[form].title}
        </p>
        <p className="w-full text-[13px] text-muted">{tellModes(examined)}</p>
      </header>
      <ScrollArea
        label="The first items"
        className="overflow-x-auto border-t border-line outline-offset-[-2px]"
      >
        <table className="w-full min-w-150 text-left text-sm">
          <caption className="sr-only">The first {examined.first.length} items</caption>
          <thead className="lettering text-faint">
            <tr>
              <th scope="col" className="py-2 pr-3 pl-4 text-right font-normal sm:pl-5">
                Line
              </th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" className="px-3 py-2 font-normal last:pr-5">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {examined.first.map(({ line, item, faulty }) => (
              <tr key={line} className={faulty ? 'bg-bad-soft' : undefined}>
                <td className="py-2 pr-3 pl-4 text-right font-mono text-xs text-faint sm:pl-5">{line}</td>
                {COLUMNS.map((name) => (
                  <td
                    key={name}
                    className={`px-3 py-2 last:pr-5 ${name === 'request' ? 'max-w-80 truncate' : 'max-w-48 truncate'}`}
                  >
                    {cellOf(item, name)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {total > examined.first.length && (
        <p className="border-t border-line px-4 py-2 text-[13px] text-faint sm:px-5">
          and {formatQuantity(total - examined.first.length)} more
        </p>
      )}
    </section>
  );
}

function cellOf(item: Item, name: (typeof COLUMNS)[number]): string {
  const value = item[name] ?? (name === 'mode' ? 'implement' : '');
  return typeof value === 'string' ? value.slice(0, 200) : JSON.stringify(value).slice(0, 200);
}

const MODES: Record<string, [string, string]> = {
  implement: ['bundle', 'bundles'],
  analyze: ['comparison', 'comparisons'],
  verify: ['trial deployment', 'trial deployments'],
};

function tellModes({ modes }: Examined): string {
  return Object.entries(modes)
    .map(([mode, count]) => plural(count, ...(MODES[mode] ?? [mode, mode])))
    .join(', ');
}

import { ScrollArea } from '@/components/ui/scroll-area';
import { formatQuantity } from '@/lib/format/quantity';
import { formatAgo } from '@/lib/format/time';

import { standingOf, type Server } from './standing';
import { StandingMark } from './standing-mark';

const HEADINGS = ['Worker', 'State', 'Since', 'Version', 'Calls', 'Seen'];

/** The same server in each worker: where they differ, one sees which. */
export function WorkersTable({ server }: { server: Server }) {
  return (
    <ScrollArea
      label={`Workers of ${server.name}`}
      className="overflow-x-auto rounded-md border border-line outline-offset-[-2px]"
    >
      <table className="w-full text-left text-[13px]">
        <thead className="lettering text-faint">
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col" className="px-3 py-1.5 font-normal whitespace-nowrap">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {server.workers.map((row) => (
            <tr key={row.worker} className="whitespace-nowrap">
              <th scope="row" className="px-3 py-1.5 font-mono text-xs font-normal">
                {row.worker}
              </th>
              <td className="px-3 py-1.5">
                <StandingMark standing={standingOf(row.state)} />
              </td>
              <td className="px-3 py-1.5 text-muted">
                <Moment iso={row.since} />
              </td>
              <td className="px-3 py-1.5 font-mono text-xs text-muted">
                {row.version === 'unknown' ? '–' : row.version}
              </td>
              <td className="px-3 py-1.5 text-muted tabular-nums">{formatQuantity(row.calls)}</td>
              <td className="px-3 py-1.5 text-muted">
                <Moment iso={row.seen_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Moment({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={new Date(iso).toLocaleString()}>
      {formatAgo(iso)}
    </time>
  );
}

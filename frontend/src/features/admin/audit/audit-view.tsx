import { ChevronLeft, ChevronRight, Download, RefreshCw } from 'lucide-react';
import { useRef, useState } from 'react';

import { Button, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadingNote } from '@/components/ui/loading-note';
import { QueryError } from '@/components/ui/query-error';
import { useOnline } from '@/lib/api/use-online';

import { exportUrl } from '../api/get-audit';
import { usePeople } from '../api/get-people';
import { useToolServers } from '../api/get-tool-servers';
import { CallsTable } from './calls-table';
import { isFaulty, toQuery, type Filters } from './filters';
import { FiltersForm } from './filters-form';
import { useCallPages } from './use-call-pages';

type Props = { filters: Filters; onFilters: (filters: Filters) => void };

/** Who called which tool with what, and what came of it: chosen, page by page, and as a file. */
export function AuditView({ filters, onFilters }: Props) {
  const [asOf, setAsOf] = useState(() => Date.now());
  const [query, setQuery] = useState(() => (isFaulty(filters) ? '' : toQuery(filters, asOf)));
  const online = useOnline();
  const people = usePeople();
  const servers = useToolServers({ live: false });
  const pages = useCallPages(query, asOf);
  const top = useRef<HTMLHeadingElement>(null);

  const look = (wanted: Filters): void => {
    const now = Date.now();
    onFilters(wanted);
    // What cannot be asked for leaves the page as it is, with the fault at its field.
    if (isFaulty(wanted)) return;
    setAsOf(now);
    setQuery(toQuery(wanted, now));
  };
  const turn = (to: number): void => {
    pages.turnTo(to);
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: 'start' });
  };

  return (
    <div className="space-y-5">
      <FiltersForm
        filters={filters}
        onChange={look}
        servers={servers.data ?? []}
        people={people.data ?? []}
      />
      <section aria-labelledby="calls">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="calls" ref={top} tabIndex={-1} className="scroll-mt-4 rounded text-base outline-none">
            Calls
            <span className="ml-2 font-sans text-[13px] font-normal text-muted">
              newest first{pages.calls && `, page ${pages.number + 1}`}
            </span>
          </h2>
          <span className="flex gap-2">
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                look(filters);
              }}
            >
              <RefreshCw aria-hidden className="size-4" />
              Refresh
            </Button>
            <a
              href={exportUrl(query)}
              download="groundplan-audit.jsonl"
              className={buttonClass({ size: 'small' })}
            >
              <Download aria-hidden className="size-4" />
              Export JSON Lines
            </a>
          </span>
        </div>
        <div className="mt-3 space-y-3">
          {!pages.calls &&
            (pages.error ? (
              <QueryError what="The audit" error={pages.error} retry={pages.retry} />
            ) : (
              <LoadingNote what="the audit" paused={!online} lines={9} />
            ))}
          {pages.calls?.length === 0 && (
            <EmptyState title={query ? 'Nothing fits these filters' : 'No tool has been called yet'}>
              {query
                ? 'Take one away, or choose a longer time.'
                : 'Every call that an agent makes for a plan or a conversation is written down here, before it runs and after it ended.'}
            </EmptyState>
          )}
          {pages.calls && pages.calls.length > 0 && (
            <CallsTable
              key={`${query} ${asOf} ${pages.number}`}
              calls={pages.calls}
              names={new Map(people.data?.map(({ id, name }) => [id, name]))}
              onNarrow={(more) => {
                look({ ...filters, ...more });
              }}
            />
          )}
          {pages.calls && pages.error && (
            <QueryError what="Older calls" error={pages.error} retry={pages.retry} />
          )}
          {(pages.number > 0 || pages.hasOlder) && (
            <nav aria-label="Pages" className="flex items-center justify-between gap-3">
              <Button
                size="small"
                disabled={pages.number === 0}
                onClick={() => {
                  turn(pages.number - 1);
                }}
              >
                <ChevronLeft aria-hidden className="size-4" />
                Newer
              </Button>
              <Button
                size="small"
                disabled={!pages.hasOlder}
                onClick={() => {
                  turn(pages.number + 1);
                }}
              >
                Older
                <ChevronRight aria-hidden className="size-4" />
              </Button>
            </nav>
          )}
        </div>
      </section>
    </div>
  );
}

import type { ReactNode } from 'react';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadingNote } from '@/components/ui/loading-note';
import { QueryError } from '@/components/ui/query-error';
import { ScrollArea } from '@/components/ui/scroll-area';

import type { StaffPages } from '../api/staff-pages';

type Column<T> = { title: string; cell: (row: T) => ReactNode; className?: string };
type Props<T> = {
  /** What it lists: “people”. */
  what: string;
  pages: StaffPages<T>;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  /** What it says where there is none. */
  empty: string;
  told?: string;
};

/** A table of staff's, page after page. */
export function Listing<T>({ what, pages, columns, keyOf, empty, told }: Props<T>) {
  const { data, error, fetchStatus, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!data) {
    return error ? (
      <QueryError what={`The ${what}`} error={error} retry={() => void refetch()} />
    ) : (
      <LoadingNote what={`the ${what}`} paused={fetchStatus === 'paused'} lines={9} />
    );
  }
  return (
    <div className="space-y-3">
      {error && <QueryError what={`More of the ${what}`} error={error} retry={() => void fetchNextPage()} />}
      {rows.length === 0 ? (
        <EmptyState title={empty}>{told}</EmptyState>
      ) : (
        <ScrollArea
          label={`Table of ${what}`}
          className="overflow-x-auto rounded-lg border border-line bg-surface outline-offset-[-2px]"
        >
          <table className="w-full min-w-150 text-left text-sm">
            <caption className="sr-only">{what}</caption>
            <thead className="lettering text-faint">
              <tr>
                {columns.map(({ title, className }) => (
                  <th key={title} scope="col" className={`px-4 py-2 font-normal ${className ?? ''}`}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-t border-line">
              {rows.map((row) => (
                <tr key={keyOf(row)} className="align-top hover:bg-sunken/60">
                  {columns.map(({ title, cell, className }) => (
                    <td key={title} className={`px-4 py-2.5 ${className ?? ''}`}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {hasNextPage && (
        <Button className="w-full" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';

import { useOnline } from '@/lib/api/use-online';
import { formatAgo } from '@/lib/format/time';

import { Button } from './button';
import { LoadingNote } from './loading-note';
import { QueryError } from './query-error';

/** What `useQuery` and `useInfiniteQuery` return, as far as it matters here. */
type Query<T> = {
  data: T | undefined;
  error: Error | null;
  fetchStatus: 'fetching' | 'paused' | 'idle';
  dataUpdatedAt: number;
  refetch: () => unknown;
};

type Props<T> = {
  /** What it is, with its article, as in the middle of a sentence: “the members”. */
  what: string;
  query: Query<T>;
  /** Grey bars, as many as there will be lines of text, so that nothing jumps when it comes. */
  lines?: number;
  /** In the place of bars, where what comes has another form; it must be as high. */
  skeleton?: ReactNode;
  /** For what is there and has nothing in it: mostly an EmptyState. */
  empty?: { when: (data: T) => boolean; show: ReactNode };
  children: (data: T) => ReactNode;
};

/**
 * A page or list in each of its states: on the way, failed, without a connection, empty, or there. What was loaded
 * once stays when it could not be brought up to date, with a line that says of when it is.
 *
 *     <Loaded what="the members" query={members} lines={4}>
 *       {(data) => <MembersList members={data} />}
 *     </Loaded>
 *
 * The frame of all pages says that there is no connection; a page need not.
 */
export function Loaded<T>({ what, query, lines, skeleton, empty, children }: Props<T>) {
  const { data, error, fetchStatus } = query;
  const retry = (): void => void query.refetch();
  if (data !== undefined) {
    return (
      <>
        {error && fetchStatus === 'idle' && (
          <OutOfDate what={what} error={error} since={query.dataUpdatedAt} retry={retry} />
        )}
        {empty?.when(data) ? empty.show : children(data)}
      </>
    );
  }
  if (error) return <QueryError what={capitalized(what)} error={error} retry={retry} />;
  return (
    <LoadingNote
      what={what}
      paused={fetchStatus === 'paused'}
      {...(lines ? { lines } : {})}
      skeleton={skeleton}
    />
  );
}

type OutOfDateProps = { what: string; error: Error; since: number; retry: () => void };

function OutOfDate({ what, error, since, retry }: OutOfDateProps) {
  const online = useOnline();
  if (!online) return null;
  return (
    <p role="status" className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-warn">
      <span>
        {capitalized(what)} could not be brought up to date: {error.message} This is from{' '}
        {formatAgo(new Date(since).toISOString())}.
      </span>
      <Button size="small" onClick={retry}>
        Try again
      </Button>
    </p>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { useEffect, useMemo, useState } from 'react';

import { useAudit } from '../api/get-audit';
import { callsOf, type Call } from './calls';

export type CallPages = {
  /** Of the page that is shown; null while it comes. */
  calls: Call[] | null;
  /** From 0. */
  number: number;
  hasOlder: boolean;
  error: Error | null;
  turnTo: (number: number) => void;
  retry: () => void;
};

/**
 * The calls, a page at a time, however many there are. The page after the one shown is always on its way: it may hold
 * the first record of a call whose second one stands on this page, and turning to it then takes no time.
 */
export function useCallPages(query: string, asOf: number): CallPages {
  const { data, error, hasNextPage, isFetching, isError, fetchNextPage, refetch } = useAudit(query, asOf);
  const shown = `${query} ${asOf}`;
  const [turned, setTurned] = useState({ shown, number: 0 });
  const number = turned.shown === shown ? turned.number : 0;
  const loaded = data?.pages.length ?? 0;
  const wanted = loaded > 0 && loaded < number + 2 && hasNextPage && !isFetching && !isError;

  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, fetchNextPage]);

  const paged = useMemo(() => {
    const pages = data?.pages ?? [];
    const place = new Map(pages.flatMap(({ items }, index) => items.map(({ id }) => [id, index] as const)));
    const calls = pages.map((): Call[] => []);
    for (const call of callsOf(pages.flatMap(({ items }) => items))) {
      calls[place.get(call.newest.id) ?? 0]?.push(call);
    }
    return calls;
  }, [data]);

  return {
    calls: number < loaded ? (paged[number] ?? []) : null,
    number,
    hasOlder: number + 1 < loaded || hasNextPage,
    error,
    turnTo: (to) => {
      setTurned({ shown, number: to });
    },
    retry: () => void (loaded > 0 ? fetchNextPage() : refetch()),
  };
}

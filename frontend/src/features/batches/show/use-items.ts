import { useCallback, useEffect, useReducer, useRef, useState } from 'react';

import type { BatchItem } from '../api/batch';
import { getItems, type ItemFilter } from '../api/get-items';
import { boundaryBefore, EMPTY, merge, type ItemStore } from './item-store';

const PAGE_SIZE = 100;
/** Where one scrolled far past what is known. */
const LARGE_PAGE_SIZE = 500;
/** Rows that are asked for before they come into view. */
const AHEAD = 60;

type Range = { first: number; last: number };
type Merge = Parameters<typeof merge> extends [ItemStore, ...infer Rest] ? Rest : never;

export type Items = {
  rows: readonly BatchItem[];
  isWhole: boolean;
  error: Error | null;
  retry: () => void;
};

/**
 * The rows that are in view, and those before them; more are asked for as one scrolls. With each `tick` the rows in
 * view are asked for again. The component that calls this must be keyed by the batch and the filter.
 */
export function useItems(batchId: string, filter: ItemFilter, range: Range, tick: number): Items {
  const [store, put] = useReducer((before: ItemStore, args: Merge) => merge(before, ...args), EMPTY);
  const [error, setError] = useState<Error | null>(null);
  const busy = useRef(false);
  const stop = useRef(new AbortController());
  const [loads, countLoads] = useReducer((count: number) => count + 1, 0);
  const { state, q } = filter;

  useEffect(() => {
    const own = new AbortController();
    stop.current = own;
    return () => {
      own.abort();
    };
  }, []);

  const load = useCallback(
    (from: { line: number; cursor: string | null }, limit: number): void => {
      if (busy.current) return;
      busy.current = true;
      const { signal } = stop.current;
      const ended = (): void => {
        busy.current = false;
        countLoads();
      };
      getItems(batchId, { state, q }, { cursor: from.cursor, limit, signal }).then(
        (page) => {
          setError(null);
          put([from, page]);
          ended();
        },
        (fault: unknown) => {
          if (!signal.aborted) setError(fault as Error);
          ended();
        },
      );
    },
    [batchId, state, q],
  );

  const { frontier } = store;
  const missing = range.last + AHEAD - store.rows.length;
  useEffect(() => {
    if (frontier && missing > 0 && !error)
      load(frontier, missing > PAGE_SIZE * 2 ? LARGE_PAGE_SIZE : PAGE_SIZE);
    // One load at a time: whatever was wanted meanwhile is wanted once it is over.
  }, [frontier, missing, error, load, loads]);

  const firstLine = store.rows[range.first]?.line ?? 0;
  const seen = useRef(tick);
  useEffect(() => {
    if (seen.current === tick) return;
    seen.current = tick;
    load(boundaryBefore(store, firstLine), PAGE_SIZE);
  }, [tick, store, firstLine, load]);

  const retry = useCallback(() => {
    setError(null);
  }, []);
  return { rows: store.rows, isWhole: frontier === null, error, retry };
}

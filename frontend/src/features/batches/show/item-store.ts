/** Items of a batch as far as they are known, in the order of their lines, and where more can be asked for. */
import type { Page } from '@/lib/api/client';

import type { BatchItem } from '../api/batch';

type Boundary = { line: number; cursor: string | null };

export type ItemStore = {
  rows: readonly BatchItem[];
  /** Places at which a page can begin: after which line, by which cursor. */
  boundaries: readonly Boundary[];
  /** Where what is not known yet begins; null once the end is known. */
  frontier: Boundary | null;
};

const START: Boundary = { line: 0, cursor: null };
export const EMPTY: ItemStore = { rows: [], boundaries: [START], frontier: START };

/**
 * A page that began at `from` is put in the place of what was known of its lines: an item that is not in it any more
 * has left the filter, one that is new has come in.
 */
export function merge(store: ItemStore, from: Boundary, page: Page<BatchItem>): ItemStore {
  const last = page.nextCursor === null ? Infinity : (page.items.at(-1)?.line ?? from.line);
  const rows = [
    ...store.rows.filter(({ line }) => line <= from.line),
    ...page.items,
    ...store.rows.filter(({ line }) => line > last),
  ];
  const next = page.nextCursor === null ? null : { line: last, cursor: page.nextCursor };
  const isBeyond = next !== null && (rows.at(-1)?.line ?? 0) <= next.line;
  return {
    rows,
    boundaries: next ? withBoundary(store.boundaries, next) : store.boundaries,
    frontier: next === null || isBeyond ? next : store.frontier,
  };
}

/** The last place from which a page begins before this line. */
export function boundaryBefore(store: ItemStore, line: number): Boundary {
  return store.boundaries.findLast((one) => one.line < line) ?? START;
}

function withBoundary(boundaries: readonly Boundary[], added: Boundary): readonly Boundary[] {
  if (boundaries.some(({ line }) => line === added.line)) return boundaries;
  return [...boundaries, added].sort((one, other) => one.line - other.line);
}

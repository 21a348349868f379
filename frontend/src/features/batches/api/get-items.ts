import { requestPage, type Page } from '@/lib/api/client';

import { batchPath, itemSchema, type BatchItem, type ItemState } from './batch';

/** Which items: all, where both are empty. */
export type ItemFilter = { state: ItemState | ''; q: string };

type Wanted = { cursor: string | null; limit: number; signal: AbortSignal };

/** Items in the order of their lines. Rejects as `requestPage` does. */
export function getItems(
  batchId: string,
  { state, q }: ItemFilter,
  { cursor, limit, signal }: Wanted,
): Promise<Page<BatchItem>> {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(state ? { state } : {}),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return requestPage<BatchItem>(batchPath(batchId, `/items?${query.toString()}`), itemSchema, { signal });
}

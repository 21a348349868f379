import { useInfiniteQuery, type InfiniteData, type QueryClient } from '@tanstack/react-query';

import { requestPage, type Page } from '@/lib/api/client';
import { hasEnded } from '@/types/job';

import { conversationKeys, conversationPath, utteranceSchema, type Utterance } from './conversation';

const PAGE_SIZE = 50;
/** Postgres has the last word: even if every event is lost, the page learns the answer within this time. */
const REFETCH_MS = 3_000;
/** The words of a stopped answer are written a moment after the stop. */
const LATE_WORDS_MS = 15_000;

type Said = InfiniteData<Page<Utterance>, string | null>;

/** What was said; pages and their items have the last first. Refreshed by itself while an answer is due. */
export function useUtterances(id: string) {
  return useInfiniteQuery({
    queryKey: conversationKeys.said(id),
    queryFn: ({ pageParam, signal }) =>
      requestPage<Utterance>(saidPath(id, pageParam), utteranceSchema, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (isDue(state.data?.pages[0]?.items[0]) ? REFETCH_MS : false),
  });
}

function saidPath(id: string, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor ? { cursor } : {}) });
  return conversationPath(id, `/utterances?${query.toString()}`);
}

/** May there be more to read than the last utterance that is known? */
function isDue(last: Utterance | undefined): boolean {
  if (last?.role !== 'user' || !last.job_state) return false;
  if (!hasEnded(last.job_state)) return true;
  return last.job_state === 'cancelled' && Date.now() - Date.parse(last.created_at) < LATE_WORDS_MS;
}

/** Is the answer to these words still on its way? */
export function isUnderWay({ role, job_state: state }: Utterance): boolean {
  return role === 'user' && Boolean(state) && !hasEnded(state ?? 'queued');
}

/** Puts what was just said at the end, before the API is asked again. */
export function addUtterance(client: QueryClient, id: string, utterance: Utterance): void {
  client.setQueryData<Said>(conversationKeys.said(id), (said) => {
    const [last, ...before] = said?.pages ?? [];
    if (!said || !last) return { pages: [{ items: [utterance], nextCursor: null }], pageParams: [null] };
    const items = [utterance, ...last.items.filter(({ seq }) => seq !== utterance.seq)];
    return { ...said, pages: [{ ...last, items }, ...before] };
  });
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import { requestPage } from '@/lib/api/client';

import { conversationKeys, conversationPath, conversationSchema, type Conversation } from './conversation';

const PAGE_SIZE = 20;

/** The organization's conversations, the one that was spoken in last first; only those with all of `words`. */
export function useConversations(words: string) {
  return useInfiniteQuery({
    queryKey: conversationKeys.list(words),
    queryFn: ({ pageParam, signal }) =>
      requestPage<Conversation>(listPath(words, pageParam), conversationSchema, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

function listPath(words: string, cursor: string | null): string {
  const query = new URLSearchParams({
    limit: String(PAGE_SIZE),
    ...(words ? { q: words } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return `${conversationPath()}?${query.toString()}`;
}

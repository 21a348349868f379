import { useQuery } from '@tanstack/react-query';

import { request } from '@/lib/api/client';

import { conversationKeys, conversationPath, shownSchema, type ShownConversation } from './conversation';

export function useConversation(id: string) {
  return useQuery({
    queryKey: conversationKeys.one(id),
    queryFn: ({ signal }) => request<ShownConversation>(conversationPath(id), shownSchema, { signal }),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';

import { requestNothing } from '@/lib/api/client';

import { conversationKeys, conversationPath, type Conversation } from './conversation';

/** Deletes a conversation; it can be restored for 30 days. */
export function useDelete(onDeleted: (conversation: Conversation) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Conversation) => requestNothing(conversationPath(id), { method: 'DELETE' }),
    onSuccess: async (_nothing, conversation) => {
      onDeleted(conversation);
      await client.invalidateQueries({ queryKey: conversationKeys.lists });
    },
  });
}

export function useRestore(onRestored: (conversation: Conversation) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Conversation) =>
      requestNothing(conversationPath(id, '/restore'), { method: 'POST' }),
    onSuccess: async (_nothing, conversation) => {
      await client.invalidateQueries({ queryKey: conversationKeys.all });
      onRestored(conversation);
    },
  });
}

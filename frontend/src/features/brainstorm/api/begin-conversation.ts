import { useMutation, useQueryClient } from '@tanstack/react-query';

import { request } from '@/lib/api/client';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import {
  begunSchema,
  conversationKeys,
  conversationPath,
  shownSchema,
  type BegunConversation,
} from './conversation';
import { addUtterance } from './get-utterances';

/** Begins a conversation with what is said first. */
export function useBeginConversation(onBegun: (conversation: BegunConversation) => void) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<BegunConversation, Error, string>({
    mutationFn: (text) => {
      const body = { text };
      const headers = key.headersFor(body);
      return request(conversationPath(), begunSchema, { method: 'POST', body, headers });
    },
    onSuccess: (begun) => {
      key.accepted();
      client.setQueryData(conversationKeys.one(begun.id), shownSchema.parse(begun));
      if (begun.turn) addUtterance(client, begun.id, begun.turn.utterance);
      void client.invalidateQueries({ queryKey: conversationKeys.lists });
      onBegun(begun);
    },
  });
}

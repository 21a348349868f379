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
  return useBegin(conversationPath(), (text: string) => ({ text }), onBegun);
}

/** Other words in the place of those with `seq`: they begin a conversation with all that was said before them. */
export function useBranch(id: string, seq: number, onBegun: (conversation: BegunConversation) => void) {
  return useBegin(conversationPath(id, '/branches'), (text: string) => ({ seq, text }), onBegun);
}

function useBegin(
  path: string,
  toBody: (text: string) => { text: string; seq?: number },
  onBegun: (conversation: BegunConversation) => void,
) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<BegunConversation, Error, string>({
    mutationFn: (text) => {
      const body = toBody(text);
      const headers = key.headersFor(body);
      return request(path, begunSchema, { method: 'POST', body, headers });
    },
    onSuccess: (begun) => {
      key.accepted();
      client.setQueryData(conversationKeys.one(begun.id), shownSchema.parse(begun));
      // Of a branch, what was said before is not known here.
      if (begun.turn?.utterance.seq === 1) addUtterance(client, begun.id, begun.turn.utterance);
      void client.invalidateQueries({ queryKey: conversationKeys.lists });
      onBegun(begun);
    },
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';

import { request } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

import { conversationKeys, conversationPath, turnSchema, type Turn } from './conversation';
import { addUtterance } from './get-utterances';

/** Says something. 409 while an answer is on its way, begun elsewhere say: it is then fetched, and followed. */
export function useSay(id: string) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<Turn, Error, string>({
    mutationFn: (text) => {
      const body = { text };
      const headers = key.headersFor(body);
      return request(conversationPath(id, '/utterances'), turnSchema, { method: 'POST', body, headers });
    },
    onSuccess: async ({ utterance }) => {
      key.accepted();
      // An answer of before that is still being read must not take these words away again.
      await client.cancelQueries({ queryKey: conversationKeys.said(id) });
      addUtterance(client, id, utterance);
      void client.invalidateQueries({ queryKey: conversationKeys.lists });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409)
        void client.invalidateQueries({ queryKey: conversationKeys.said(id) });
    },
  });
}

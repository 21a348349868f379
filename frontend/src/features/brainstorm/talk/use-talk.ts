/** One conversation's utterances in the order they were said, and the turn at their end. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';

import { conversationKeys, type Utterance } from '../api/conversation';
import { isUnderWay, useUtterances } from '../api/get-utterances';

export function useTalk(conversationId: string) {
  const client = useQueryClient();
  const query = useUtterances(conversationId);
  const pages = query.data?.pages;
  const lines = useMemo(() => (pages ?? []).flatMap(({ items }) => items).reverse(), [pages]);
  const last = lines.at(-1);
  const underWay = last !== undefined && isUnderWay(last);

  // With its answer, or without one, a turn that ended has changed the sheet, and perhaps the title.
  const was = useRef(underWay);
  useEffect(() => {
    if (was.current && !underWay) {
      void client.invalidateQueries({ queryKey: conversationKeys.one(conversationId) });
      void client.invalidateQueries({ queryKey: conversationKeys.lists });
    }
    was.current = underWay;
  }, [client, conversationId, underWay]);

  return { query, lines, last, underWay };
}

/** The words that wait for their answer, or ended without one. */
export function unanswered(last: Utterance | undefined): (Utterance & { job_id: string }) | null {
  return last?.role === 'user' && last.job_id ? { ...last, job_id: last.job_id } : null;
}

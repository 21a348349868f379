/** The answer of one turn while it comes: over the live connection, resumed where it was lost. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';

import { followJob, type Connection } from '@/lib/live/follow-job';
import { readEvents } from '@/lib/live/read-events';
import { hasEnded } from '@/types/job';
import type { AnyEvent } from '@/types/progress-event';

import { conversationKeys } from '../api/conversation';
import { applyEvents, NOTHING_SAID, type Answering } from './answering';

type Turn = { conversationId: string; jobId: string; underWay: boolean; liveUrl: string };

function reduce(now: Answering, events: AnyEvent[] | null): Answering {
  return events ? applyEvents(now, events) : NOTHING_SAID;
}

/** The component that calls this must be keyed by the job's id. The words stay when the turn has ended. */
export function useAnswering({ conversationId, jobId, underWay, liveUrl }: Turn): {
  answering: Answering;
  connection: Connection;
} {
  const client = useQueryClient();
  const [answering, dispatch] = useReducer(reduce, NOTHING_SAID);
  const [connection, setConnection] = useState<Connection>('connecting');

  useEffect(() => {
    if (!underWay) return;
    const readAnew = (): void => {
      void client.invalidateQueries({ queryKey: conversationKeys.said(conversationId) });
    };
    dispatch(null);
    return followJob({
      liveUrl,
      jobId,
      readEvents: (after) => readEvents(jobId, after),
      onEvents: (events) => {
        dispatch(events);
        if (events.some((event) => event.type === 'state' && hasEnded(event.data.state))) readAnew();
      },
      onConnection: setConnection,
      onResync: readAnew,
    });
  }, [client, conversationId, jobId, underWay, liveUrl]);

  return { answering, connection: underWay ? connection : 'closed' };
}

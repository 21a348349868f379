import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { followJob, type Connection } from '@/lib/live/follow-job';

import { batchKey } from '../api/batch';

/** The server tells at most twice a second; the page asks how the batch stands no oftener than this. */
const ASK_MS = 700;

/**
 * Asks for the batch whenever the live server tells that it has moved. An event says that there is news and not what:
 * those that are replayed are of the past, and the database has the last word. Where sockets are blocked, it polls.
 */
export function useLiveBatch(batchId: string, ended: boolean, liveUrl: string): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    if (ended) return;
    let timer: number | undefined;
    const ask = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: batchKey(batchId) }, { cancelRefetch: false });
      }, ASK_MS);
    };
    const stop = followJob({
      liveUrl,
      jobId: batchId,
      readEvents: async () => {
        await client.refetchQueries({ queryKey: batchKey(batchId) }, { throwOnError: true });
        return [];
      },
      onEvents: ask,
      onConnection: setConnection,
      onResync: ask,
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [batchId, ended, liveUrl, client]);
  return ended ? 'closed' : connection;
}

/** One job's progress, live while it runs and replayed when it has ended. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState } from 'react';

import { followJob, type Connection } from '@/lib/live/follow-job';
import { readEvents } from '@/lib/live/read-events';
import { hasEnded, type Job } from '@/types/job';
import type { AnyEvent } from '@/types/progress-event';

import { jobKey } from '../api/get-job';
import { applyEvents, initialProgress, type Progress } from './progress';

type Action = { type: 'follow' | 'append' | 'replace'; events: AnyEvent[] };

function reduce(progress: Progress, { type, events }: Action): Progress {
  if (type === 'append') return applyEvents(progress, events);
  // A replay that comes back empty has expired: better to keep what was seen live.
  if (type === 'replace' && events.length === 0) return progress;
  return applyEvents(initialProgress(progress.mode), events);
}

/** What is asked of a job: one of a list has it too. */
type Followed = Pick<Job, 'id' | 'mode' | 'state' | 'attempt' | 'error' | 'created_at'>;

/** The component that calls this must be keyed by the job's id. */
export function useJobProgress(
  job: Followed,
  liveUrl: string,
): { progress: Progress; connection: Connection } {
  const queryClient = useQueryClient();
  const [progress, dispatch] = useReducer(reduce, job.mode, (mode) => initialProgress(mode));
  const [connection, setConnection] = useState<Connection>('connecting');
  const ended = hasEnded(job.state);

  useEffect(() => {
    if (ended) {
      return replay(job.id, (events) => {
        dispatch({ type: 'replace', events });
      });
    }
    dispatch({ type: 'follow', events: [] });
    const onEvents = (events: AnyEvent[]): void => {
      dispatch({ type: 'append', events });
      if (events.some((event) => event.type === 'state'))
        void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    };
    return followJob({
      liveUrl,
      jobId: job.id,
      readEvents: (after) => readEvents(job.id, after),
      onEvents,
      onConnection: setConnection,
      onResync: () => void queryClient.invalidateQueries({ queryKey: jobKey(job.id) }),
    });
  }, [job.id, ended, liveUrl, queryClient]);

  return { progress: settled(progress, job), connection: ended ? 'closed' : connection };
}

/** The ended job's own record decides: its events expire after a day, and the last may still be on the way. */
function settled(progress: Progress, job: Followed): Progress {
  if (!hasEnded(job.state) || progress.state === job.state) return progress;
  const event = { state: job.state, attempt: job.attempt, error: job.error ?? null };
  return applyEvents(progress, [{ job_id: job.id, seq: 0, at: job.created_at, type: 'state', data: event }]);
}

function replay(jobId: string, onEvents: (events: AnyEvent[]) => void): () => void {
  let wanted = true;
  readEvents(jobId, 0).then(
    (events) => {
      if (wanted) onEvents(events);
    },
    // Without its events an ended job still shows its result; only the log stays empty.
    () => undefined,
  );
  return () => {
    wanted = false;
  };
}

import { EmptyState } from '@/components/ui/empty-state';
import { plural } from '@/lib/format/quantity';

import type { Worker } from '../api/staff-queue';
import { Ago, shortened } from './marks';

/** The workers, each with what it has in its hands. */
export function WorkersList({ workers }: { workers: readonly Worker[] }) {
  if (workers.length === 0)
    return (
      <EmptyState title="No worker has been seen">Jobs wait in the queue until one is started.</EmptyState>
    );
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {workers.map(({ worker, reported_at: reported, jobs }) => (
        <li key={worker} className="px-4 py-3 sm:px-5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
            <span className="font-mono text-[13px] font-medium break-all">{worker}</span>
            <span className="text-muted">
              {jobs.length > 0 ? plural(jobs.length, 'job') : 'idle'}
              {reported && (
                <>
                  , told <Ago iso={reported} />
                </>
              )}
            </span>
          </p>
          {jobs.length > 0 && (
            <ul className="mt-2 flex flex-wrap gap-1.5">
              {jobs.map((job) => (
                <li
                  key={job.job_id}
                  title={`Job ${job.job_id}, its lease until ${new Date(job.lease_until).toLocaleTimeString('en-GB')}`}
                  className="rounded bg-sunken px-2 py-1 text-xs text-muted"
                >
                  {job.mode}
                  {job.stage && `, ${job.stage}`}
                  {job.attempt > 1 && `, attempt ${job.attempt}`}{' '}
                  <span className="font-mono text-faint">{shortened(job.job_id)}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

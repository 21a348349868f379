import { useId } from 'react';
import { Link } from 'react-router';

import { formatAgo } from '@/lib/format/time';
import { hasEnded, type ListedJob } from '@/types/job';

import { useJobs } from '../api/get-jobs';
import { StateBadge } from '../components/state-badge';
import { completion, type Progress } from '../progress/progress';
import { useJobProgress } from '../progress/use-job-progress';

/** Each that is followed has a socket of its own; of the others the list says how they stand. */
const FOLLOWED = 4;

/** What is under way, with its progress as it happens; nothing where nothing is. */
export function RunningJobs({ liveUrl }: { liveUrl: string }) {
  const id = useId();
  const jobs = useJobs();
  const running = (jobs.data?.pages[0]?.items ?? []).filter(({ state }) => !hasEnded(state));
  if (running.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        Under way
      </h2>
      <ul className="mt-3 divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {running.map((job, index) => (
          <li key={job.id}>
            {index < FOLLOWED ? <LiveRow job={job} liveUrl={liveUrl} /> : <Row job={job} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function LiveRow({ job, liveUrl }: { job: ListedJob; liveUrl: string }) {
  const { progress } = useJobProgress(job, liveUrl);
  return <Row job={job} progress={progress} />;
}

function Row({ job, progress }: { job: ListedJob; progress?: Progress }) {
  const title = job.result?.title ?? (job.request || 'Edited architecture');
  const stage = progress?.stages.find(({ status }) => status === 'active');
  const done = progress ? completion(progress) : 0;
  return (
    <Link to={`/jobs/${job.id}`} className="block px-4 py-3 outline-offset-[-2px] hover:bg-sunken/60 sm:px-5">
      <span className="flex items-center justify-between gap-4">
        <span className="min-w-0 truncate text-sm font-medium">{title}</span>
        <StateBadge state={progress?.state ?? job.state} />
      </span>
      <span
        role="progressbar"
        aria-label={`Progress of ${title}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done * 100)}
        className="mt-2.5 block h-1.5 overflow-hidden rounded-full bg-line"
      >
        <span
          className="block h-full rounded-full bg-accent transition-[width] duration-500 ease-out"
          style={{ width: `${(done * 100).toFixed(1)}%` }}
        />
      </span>
      <span className="mt-1.5 flex justify-between gap-4 text-[13px] text-faint">
        <span>{stage?.title ?? (job.state === 'queued' ? 'Waiting for a worker' : 'Under way')}</span>
        <span>{formatAgo(job.created_at)}</span>
      </span>
    </Link>
  );
}

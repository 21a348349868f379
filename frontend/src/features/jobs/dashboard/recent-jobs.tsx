import { useId } from 'react';
import { Link } from 'react-router';

import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { formatUsd } from '@/lib/format/money';
import { formatAgo } from '@/lib/format/time';
import { hasEnded, type ListedJob } from '@/types/job';

import { useJobs } from '../api/get-jobs';
import { StateBadge } from '../components/state-badge';

const SHOWN = 5;
const MODES: Record<string, string> = { analyze: 'Options', implement: 'Plan', verify: 'Trial' };

/** What ended last. */
export function RecentJobs() {
  const id = useId();
  const jobs = useJobs();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        Recent work
      </h2>
      <div className="mt-3">
        <Loaded what="your plans" query={jobs} skeleton={<RowsSkeleton rows={SHOWN} />}>
          {({ pages }) => (
            <Jobs
              jobs={(pages[0]?.items ?? []).filter(({ state }) => hasEnded(state)).slice(0, SHOWN)}
              none={pages.every(({ items }) => items.length === 0)}
            />
          )}
        </Loaded>
      </div>
    </section>
  );
}

function Jobs({ jobs, none }: { jobs: ListedJob[]; none: boolean }) {
  if (none) {
    return (
      <EmptyState title="Nothing yet">
        Write what you need above, or take an example: a plan is there in less than a minute.
      </EmptyState>
    );
  }
  if (jobs.length === 0) return <p className="text-sm text-muted">Nothing has ended yet.</p>;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {jobs.map((job) => (
        <li key={job.id}>
          <JobRow job={job} />
        </li>
      ))}
    </ul>
  );
}

function JobRow({ job }: { job: ListedJob }) {
  const { id, mode, state, options, result, request, created_at: created } = job;
  const kind = [MODES[mode] ?? mode, options.version > 1 ? `version ${options.version}` : options.option];
  return (
    <Link
      to={`/jobs/${id}`}
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 outline-offset-[-2px] hover:bg-sunken/60"
    >
      <span className="truncate text-sm font-medium">
        {result?.title ?? (request || 'Edited architecture')}
      </span>
      {result && mode !== 'analyze' ? (
        <span className="justify-self-end font-mono text-[13px] leading-5 tabular-nums">
          {formatUsd(result.monthly_usd)}/mo
        </span>
      ) : (
        <span />
      )}
      <span className="text-[13px] text-faint">
        {[...kind.filter(Boolean), formatAgo(created)].join(' · ')}
      </span>
      <span className="justify-self-end">
        <StateBadge state={state} />
      </span>
    </Link>
  );
}

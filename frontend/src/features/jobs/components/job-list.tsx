import { useState } from 'react';
import { NavLink } from 'react-router';

import { Button } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { SearchField } from '@/components/ui/search-field';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { formatUsd } from '@/lib/format/money';
import { formatAgo } from '@/lib/format/time';
import type { ListedJob } from '@/types/job';

import { useJobs } from '../api/get-jobs';
import { StateDot } from './state-badge';

/** So many are seen at a glance; more can be searched. */
const FEW = 5;

/** The organization's plans, newest first. */
export function JobList({ onNavigate }: { onNavigate?: () => void }) {
  const [words, setWords] = useState('');
  const jobs = useJobs(words);
  const found = jobs.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {(words !== '' || jobs.hasNextPage || found.length > FEW) && (
        <div className="mb-2 px-3">
          <SearchField label="Search plans" value={words} onChange={setWords} />
        </div>
      )}
      <Loaded
        what="your plans"
        query={jobs}
        skeleton={<RowsSkeleton rows={6} className="px-3" />}
        empty={{
          when: () => found.length === 0,
          show: (
            <p role="status" className="px-3 py-2 text-[13px] text-faint">
              {words ? `No plan has “${words}” in it.` : 'Plans that you make appear here.'}
            </p>
          ),
        }}
      >
        {() => (
          <ul className="space-y-0.5">
            {found.map((job) => (
              <li key={job.id}>
                <JobLink job={job} {...(onNavigate ? { onNavigate } : {})} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {jobs.hasNextPage && (
        <Button
          size="small"
          variant="quiet"
          className="mt-2 w-full"
          disabled={jobs.isFetchingNextPage}
          onClick={() => void jobs.fetchNextPage()}
        >
          {jobs.isFetchingNextPage ? 'Loading…' : 'Load more'}
        </Button>
      )}
      {jobs.isFetchNextPageError && (
        <p role="alert" className="mt-1 px-3 text-[13px] text-bad">
          {jobs.error.message}
        </p>
      )}
    </>
  );
}

function JobLink({ job, onNavigate }: { job: ListedJob; onNavigate?: () => void }) {
  return (
    <NavLink
      to={`/jobs/${job.id}`}
      {...(onNavigate ? { onClick: onNavigate } : {})}
      className="group block rounded-md px-3 py-2 hover:bg-sunken aria-[current=page]:bg-accent-soft"
    >
      <span className="flex items-center gap-2 text-sm">
        <StateDot state={job.state} spoken />
        <span className="truncate font-medium">
          {job.result?.title ?? (job.request || 'Edited architecture')}
        </span>
      </span>
      <span className="mt-0.5 flex justify-between gap-2 pl-4 text-xs text-faint">
        <span>{[kind(job), formatAgo(job.created_at)].filter(Boolean).join(' · ')}</span>
        {job.result && job.mode !== 'analyze' && (
          <span className="font-mono">{formatUsd(job.result.monthly_usd)}/mo</span>
        )}
      </span>
    </NavLink>
  );
}

/** What sets it apart from other jobs of the same title. */
function kind({ mode, options }: ListedJob): string {
  if (mode === 'analyze') return 'options';
  if (mode === 'verify') return 'trial';
  return options.version > 1 ? `v${options.version}` : (options.option ?? '');
}

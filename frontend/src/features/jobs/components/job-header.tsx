import { useState } from 'react';
import type { ReactNode } from 'react';

import { formatAgo } from '@/lib/format/time';
import type { Job } from '@/types/job';

import { StateBadge } from './state-badge';

const LONG = 240;

/** What was asked for, and how it stands. `action` stands at the right. */
export function JobHeader({ job, action }: { job: Job; action?: ReactNode }) {
  return (
    <header>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge state={job.state} />
            <span className="lettering text-faint">
              {[job.mode, job.options.region, job.options.environment].filter(Boolean).join(' · ')}
            </span>
            <time
              dateTime={job.created_at}
              title={new Date(job.created_at).toLocaleString()}
              className="lettering text-faint"
            >
              {formatAgo(job.created_at)}
            </time>
            {job.attempt > 1 && (
              <span className="lettering text-warn">
                attempt {job.attempt} of {job.max_attempts}
              </span>
            )}
          </p>
          <h1 className="mt-2 text-2xl sm:text-[28px] sm:leading-9">{job.result?.title ?? headline(job)}</h1>
        </div>
        {action}
      </div>
      <Request text={job.request} />
    </header>
  );
}

function headline(job: Job): string {
  return {
    queued: 'Waiting for a worker',
    running: 'Drawing the plan',
    succeeded: 'The plan is ready',
    failed: 'The plan could not be made',
    cancelled: 'Cancelled',
  }[job.state];
}

function Request({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > LONG || text.split('\n').length > 3;
  return (
    <div className="mt-3 max-w-[80ch] border-l-2 border-line-strong pl-4 text-[15px] leading-relaxed text-muted">
      <p className={`break-words whitespace-pre-wrap ${long && !open ? 'line-clamp-3' : ''}`}>{text}</p>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          className="mt-1 text-[13px] font-medium text-accent hover:underline"
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? 'Show less' : 'Show the whole request'}
        </button>
      )}
    </div>
  );
}

import clsx from 'clsx';
import { useState, type ReactNode } from 'react';

import { formatAgo } from '@/lib/format/time';
import type { Job } from '@/types/job';

import { StateBadge } from './state-badge';

/** About what fits in three lines. */
const LONG = 330;

/** What was asked for, and how it stands. `action` stands at the right. */
export function JobHeader({ job, action }: { job: Job; action?: ReactNode }) {
  const title = job.result?.title ?? headline(job);
  return (
    <header>
      <div className="flex items-start justify-between gap-x-6 gap-y-3 max-sm:flex-col">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge state={job.state} />
            <span className="lettering text-faint">{about(job)}</span>
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
          <h1
            className={clsx('mt-2 sm:text-[28px] sm:leading-9', title.length > 60 ? 'text-xl' : 'text-2xl')}
          >
            {title}
          </h1>
        </div>
        <div className="shrink-0">{action}</div>
      </div>
      {job.request && repetition(job) !== 'whole' && (
        <Request text={job.request} told={repetition(job) === 'beginning'} />
      )}
    </header>
  );
}

/** IMPLEMENT · RESILIENT · VERSION 2 · EU-WEST-1 */
function about({ mode, options }: Job): string {
  const version = options.version > 1 ? `version ${options.version}` : null;
  return [mode, options.option, version, options.region, options.environment].filter(Boolean).join(' · ');
}

const RUNNING: Record<string, string> = {
  analyze: 'Comparing three options',
  implement: 'Drawing the plan',
  verify: 'Trying the bundle',
};
const SUCCEEDED: Record<string, string> = { analyze: 'The options are ready', verify: 'Trial deployment' };
const FAILED: Record<string, string> = {
  analyze: 'The options could not be made',
  verify: 'The bundle could not be tried',
};

function headline({ mode, state, options }: Job): string {
  if (state === 'queued') return 'Waiting for a worker';
  if (state === 'cancelled') return 'Cancelled';
  if (state === 'failed') return FAILED[mode] ?? 'The plan could not be made';
  if (state === 'succeeded') return SUCCEEDED[mode] ?? 'The plan is ready';
  if (mode === 'implement' && options.version > 1) return `Drawing version ${options.version}`;
  return RUNNING[mode] ?? 'Under way';
}

/** Some titles are the request itself, or its first words; they need not stand there twice. */
function repetition({ result, request }: Job): 'none' | 'beginning' | 'whole' {
  const title = result?.title ?? '';
  if (title === request.replace(/[.!?\s]+$/, '')) return 'whole';
  return title.endsWith('…') && request.startsWith(title.slice(0, -1).trimEnd()) ? 'beginning' : 'none';
}

function Request({ text, told }: { text: string; told: boolean }) {
  const [open, setOpen] = useState(false);
  const long = told || text.length > LONG || text.split('\n').length > 3;
  return (
    <div
      className={clsx(
        'mt-3 max-w-[80ch] text-[15px] leading-relaxed text-muted',
        (open || !told) && 'border-l-2 border-line-strong pl-4',
      )}
    >
      {(open || !told) && (
        <p className={clsx('break-words whitespace-pre-wrap', long && !open && 'line-clamp-3')}>{text}</p>
      )}
      {long && (
        <button
          type="button"
          aria-expanded={open}
          className="text-[13px] font-medium text-accent hover:underline"
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

import clsx from 'clsx';

import type { JobState } from '@/types/job';

const LOOKS: Record<JobState, { label: string; dot: string; text: string }> = {
  queued: { label: 'Queued', dot: 'border border-faint', text: 'text-muted' },
  running: { label: 'Running', dot: 'bg-accent animate-breathe', text: 'text-accent' },
  succeeded: { label: 'Succeeded', dot: 'bg-good', text: 'text-good' },
  failed: { label: 'Failed', dot: 'bg-bad', text: 'text-bad' },
  cancelled: { label: 'Cancelled', dot: 'bg-faint', text: 'text-muted' },
};

export function StateBadge({ state }: { state: JobState }) {
  const { label, text } = LOOKS[state];
  return (
    <span className={clsx('lettering inline-flex items-center gap-1.5 font-medium', text)}>
      <StateDot state={state} />
      {label}
    </span>
  );
}

/** The dot alone; its meaning is said to screen readers where `spoken`. */
export function StateDot({ state, spoken = false }: { state: JobState; spoken?: boolean }) {
  const { label, dot } = LOOKS[state];
  return (
    <span className="inline-flex shrink-0 items-center">
      <span aria-hidden className={clsx('size-2 rounded-full', dot)} />
      {spoken && <span className="sr-only">{label}: </span>}
    </span>
  );
}

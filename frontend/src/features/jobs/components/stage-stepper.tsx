import clsx from 'clsx';
import { Check, Minus } from 'lucide-react';

import { Spinner } from '@/components/ui/spinner';
import { formatSeconds } from '@/lib/format/time';

import { completion, type Progress } from '../progress/progress';
import type { Stage } from '../progress/stages';
import { useNow } from './use-now';

/** The stages with their times, over one progress bar. */
export function StageStepper({ progress }: { progress: Progress }) {
  const { stages } = progress;
  const done = completion(progress);
  return (
    <section aria-label="Stages">
      <div
        role="progressbar"
        aria-label="Progress of the plan"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(done * 100)}
        aria-valuetext={announcement(progress)}
        className="h-1 overflow-hidden rounded-full bg-line"
      >
        <div
          className={clsx(
            'h-full rounded-full transition-[width] duration-500 ease-out',
            barColour(progress.state),
          )}
          style={{ width: `${(done * 100).toFixed(1)}%` }}
        />
      </div>
      <ol className="mt-4 grid gap-x-4 gap-y-3 sm:grid-cols-5">
        {stages.map((stage, index) => (
          <StageItem key={stage.name} stage={stage} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

/** Says each new stage, and the end, to screen readers. It must stay mounted for them to hear it. */
export function StageAnnouncement({ progress }: { progress: Progress }) {
  return (
    <p aria-live="polite" className="sr-only">
      {announcement(progress)}
    </p>
  );
}

function StageItem({ stage, number }: { stage: Stage; number: number }) {
  const active = stage.status === 'active';
  return (
    <li
      data-stage={stage.name}
      data-status={stage.status}
      aria-current={active ? 'step' : undefined}
      className="flex items-center gap-3"
    >
      <StageMark stage={stage} number={number} />
      <div className="flex min-w-0 flex-1 items-baseline justify-between gap-2 sm:block">
        <p className={clsx('truncate text-sm font-medium', stage.status === 'waiting' && 'text-faint')}>
          {stage.title}
        </p>
        <p className="font-mono text-xs text-faint">
          <StageTime stage={stage} />
        </p>
      </div>
    </li>
  );
}

const MARKS = {
  waiting: 'border border-line-strong text-faint',
  active: 'border border-accent bg-accent-soft text-accent',
  done: 'bg-accent text-accent-ink',
  stopped: 'border border-bad bg-bad-soft text-bad',
};

function StageMark({ stage, number }: { stage: Stage; number: number }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid size-8 shrink-0 place-items-center rounded-full font-mono text-[13px]',
        MARKS[stage.status],
      )}
    >
      {stage.status === 'done' && <Check className="size-4" strokeWidth={2.5} />}
      {stage.status === 'active' && <Spinner />}
      {stage.status === 'stopped' && <Minus className="size-4" />}
      {stage.status === 'waiting' && number}
    </span>
  );
}

function StageTime({ stage }: { stage: Stage }) {
  const now = useNow(stage.status === 'active');
  if (stage.seconds !== null) return formatSeconds(stage.seconds);
  if (stage.status === 'active' && stage.startedAt !== null) {
    return formatSeconds(Math.max(0, (now - stage.startedAt) / 1000));
  }
  return { waiting: 'waiting', active: 'under way', done: 'done', stopped: 'stopped' }[stage.status];
}

function barColour(state: Progress['state']): string {
  if (state === 'failed') return 'bg-bad';
  return state === 'cancelled' ? 'bg-faint' : 'bg-accent';
}

function announcement({ state, stages }: Progress): string {
  if (state === 'succeeded') return 'The plan is ready.';
  if (state === 'failed') return 'The plan failed.';
  if (state === 'cancelled') return 'The plan was cancelled.';
  const index = stages.findIndex((stage) => stage.status === 'active');
  const stage = stages[index];
  if (stage) return `Stage ${index + 1} of ${stages.length}: ${stage.title}`;
  return state === 'queued' ? 'Waiting for a worker.' : 'Starting.';
}

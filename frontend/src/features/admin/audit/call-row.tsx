import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useId } from 'react';

import { formatMoment, formatSeconds } from '@/lib/format/time';

import { CallDetails } from './call-details';
import { outcomeOf, type Call } from './calls';
import type { Filters } from './filters';
import { JobLink } from './job-link';
import { OutcomeMark } from './outcome-mark';

type Props = {
  call: Call;
  who: string;
  open: boolean;
  onToggle: () => void;
  onNarrow: (more: Partial<Filters>) => void;
};

/** One call. The whole row opens it; the link to its job stands above that. */
export function CallRow({ call, who, open, onToggle, onNarrow }: Props) {
  const id = useId();
  const { newest, after } = call;
  const took = after?.seconds == null ? '–' : formatSeconds(after.seconds);
  const moment = (
    <time dateTime={newest.at} title={new Date(newest.at).toLocaleString()}>
      {formatMoment(newest.at)}
    </time>
  );
  return (
    <>
      <tr
        className={clsx(
          'relative border-line align-top transition-colors not-first:border-t',
          open ? 'bg-accent-soft/60' : 'hover:bg-sunken/60',
        )}
      >
        <td className="px-4 py-2.5 font-mono text-xs leading-5 whitespace-nowrap text-muted max-md:hidden">
          {moment}
        </td>
        <td className="px-4 py-2.5">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={onToggle}
            className="flex w-full min-w-0 items-start gap-1.5 text-left outline-none before:absolute before:inset-0 focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent"
          >
            <ChevronRight
              aria-hidden
              className={clsx('mt-0.5 size-4 shrink-0 text-faint transition-transform', open && 'rotate-90')}
            />
            <span className="min-w-0">
              <span className="block font-mono text-[13px] font-medium [overflow-wrap:anywhere]">
                {newest.name}
              </span>
              <span className="block text-xs text-faint">
                {newest.server ?? 'Groundplan'}
                <span className="whitespace-nowrap md:hidden"> · {moment}</span>
              </span>
            </span>
          </button>
        </td>
        <td className="px-4 py-2.5">
          <OutcomeMark outcome={outcomeOf(call)} />
        </td>
        <td className="px-4 py-2.5 text-[13px] whitespace-nowrap text-muted tabular-nums max-lg:hidden">
          {took}
        </td>
        <td className="max-w-40 truncate px-4 py-2.5 text-[13px] text-muted max-lg:hidden">{who}</td>
        <td className="px-4 py-2.5 max-md:hidden">
          <JobLink jobId={newest.job_id} />
        </td>
      </tr>
      {open && (
        <tr id={id} className="border-t border-line">
          <td colSpan={6} className="p-0">
            <CallDetails call={call} who={who} onNarrow={onNarrow} />
          </td>
        </tr>
      )}
    </>
  );
}

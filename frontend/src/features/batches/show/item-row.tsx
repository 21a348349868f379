import { memo } from 'react';
import { Link } from 'react-router';

import type { BatchItem } from '../api/batch';
import { ITEM_LOOKS } from '../looks';
import { StateMark } from '../state-mark';

type Props = {
  /** Undefined until it is there. */
  item: BatchItem | undefined;
  index: number;
  top: number;
  height: number;
  onFocus: (index: number) => void;
};

const MODES: Record<string, string> = { implement: 'Bundle', analyze: 'Comparison', verify: 'Trial' };

/** One item; all of the row leads to its job. */
export const ItemRow = memo(function ItemRow({ item, index, top, height, onFocus }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)`, height }}
      className="absolute inset-x-0 grid grid-cols-[3.5rem_minmax(0,1fr)_7rem] items-center gap-x-3 border-b border-line px-4 text-sm hover:bg-sunken/60 sm:grid-cols-[4rem_minmax(0,1fr)_6.5rem_8rem] sm:px-5"
    >
      {item ? (
        <>
          <span role="cell" className="text-right font-mono text-xs text-faint tabular-nums">
            {item.line}
          </span>
          <span role="cell" className="min-w-0">
            <Link
              to={`/jobs/${item.job_id}`}
              onFocus={() => {
                onFocus(index);
              }}
              className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {item.reference ?? item.title ?? `Item of line ${item.line}`}
            </Link>
            <span className={`block truncate text-xs ${item.error ? 'text-bad' : 'text-muted'}`}>
              {tellMore(item)}
            </span>
          </span>
          <span role="cell" className="text-muted max-sm:hidden">
            {MODES[item.mode] ?? item.mode}
          </span>
          <span role="cell">
            <StateMark look={ITEM_LOOKS[item.state]} />
          </span>
        </>
      ) : (
        <>
          <span role="cell" className="sr-only">
            Loading
          </span>
          <span aria-hidden className="col-start-2 h-3.5 w-2/5 rounded bg-line" />
        </>
      )}
    </div>
  );
});

function tellMore({ error, title, reference, attempt }: BatchItem): string {
  if (error) return error.message;
  const again = attempt > 1 ? `attempt ${attempt}` : '';
  return [reference ? title : null, again].filter(Boolean).join(' · ');
}

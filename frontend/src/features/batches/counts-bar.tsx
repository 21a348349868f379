import clsx from 'clsx';

import { formatQuantity } from '@/lib/format/quantity';

import { endedOf, ITEM_STATES, type Counts } from './api/batch';
import { ITEM_LOOKS } from './looks';

type Props = { counts: Counts; total: number; label: string; slim?: boolean };

/** Items by state, as one bar; what has ended is its value. */
export function CountsBar({ counts, total, label, slim = false }: Props) {
  const ended = endedOf(counts);
  const told = ITEM_STATES.filter((state) => counts[state] > 0)
    .map((state) => `${formatQuantity(counts[state])} ${ITEM_LOOKS[state].label.toLowerCase()}`)
    .join(', ');
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={ended}
      aria-valuetext={told}
      className={clsx('flex gap-px overflow-hidden rounded-full bg-sunken', slim ? 'h-1.5' : 'h-3')}
    >
      {ITEM_STATES.filter((state) => counts[state] > 0).map((state) => (
        <span
          key={state}
          className={clsx('h-full min-w-1 transition-[flex-grow] duration-500', ITEM_LOOKS[state].bar)}
          style={{ flexGrow: counts[state], flexBasis: 0 }}
        />
      ))}
    </div>
  );
}

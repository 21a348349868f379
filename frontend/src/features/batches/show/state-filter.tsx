import clsx from 'clsx';
import { Link } from 'react-router';

import { formatQuantity } from '@/lib/format/quantity';

import { ITEM_STATES, type Counts, type ItemState } from '../api/batch';
import { ITEM_LOOKS } from '../looks';

type Props = {
  counts: Counts;
  total: number;
  chosen: ItemState | '';
  /** The address with this filter. */
  linkTo: (state: ItemState | '') => string;
};

/** The legend of the bar, whose entries choose what the table shows. */
export function StateFilter({ counts, total, chosen, linkTo }: Props) {
  const shown = ITEM_STATES.filter((state) => counts[state] > 0 || state === chosen);
  return (
    <nav aria-label="Items by state">
      <ul className="-mx-2 flex flex-wrap gap-x-1 gap-y-1">
        <Choice to={linkTo('')} current={chosen === ''} label="All" count={total} />
        {shown.map((state) => (
          <Choice
            key={state}
            to={linkTo(state)}
            current={chosen === state}
            label={ITEM_LOOKS[state].label}
            count={counts[state]}
            dot={ITEM_LOOKS[state].bar}
          />
        ))}
      </ul>
    </nav>
  );
}

type ChoiceProps = { to: string; current: boolean; label: string; count: number; dot?: string };

function Choice({ to, current, label, count, dot }: ChoiceProps) {
  return (
    <li>
      <Link
        to={to}
        replace
        preventScrollReset
        aria-current={current ? 'true' : undefined}
        className="inline-flex items-center gap-2 rounded-md px-2 py-1 text-[13px] text-muted hover:bg-sunken hover:text-ink aria-[current=true]:bg-accent-soft aria-[current=true]:text-ink"
      >
        {dot && <span aria-hidden className={clsx('size-2.5 shrink-0 rounded-[3px]', dot)} />}
        {label}
        <span className="font-mono text-xs tabular-nums">{formatQuantity(count)}</span>
      </Link>
    </li>
  );
}

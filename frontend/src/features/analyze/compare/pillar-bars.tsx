import clsx from 'clsx';

import { inOrder } from './pillars';

type Props = { pillars: Record<string, number | null> };

/** The score of each pillar, 0 to 100, as a bar. */
export function PillarBars({ pillars }: Props) {
  return (
    <ul className="mt-2 space-y-1">
      {inOrder(pillars).map(([title, score]) => (
        <li
          key={title}
          className="grid grid-cols-[minmax(0,1fr)_4.5rem_1.75rem] items-center gap-2 text-[13px]"
        >
          <span className="truncate text-muted">{title}</span>
          <span
            aria-hidden
            className="h-1.5 overflow-hidden rounded-full bg-sunken inset-ring inset-ring-line"
          >
            <span
              className={clsx('block h-full rounded-full', colour(score ?? 0))}
              style={{ width: `${score ?? 0}%` }}
            />
          </span>
          <span className="text-right font-mono text-xs tabular-nums">{score ?? '–'}</span>
        </li>
      ))}
    </ul>
  );
}

const GOOD = 80;
const FAIR = 60;

function colour(score: number): string {
  if (score >= GOOD) return 'bg-good';
  return score >= FAIR ? 'bg-warn' : 'bg-bad';
}

import clsx from 'clsx';

import type { UsedOfLimit } from './api/get-usage';
import { fullnessOf, LABELS, tellUsed, type Fullness } from './limits';

const BARS: Record<Fullness, string> = {
  none: 'bg-line-strong',
  free: 'bg-accent',
  nearly: 'bg-warn',
  full: 'bg-bad',
};

/** How much of one limit is used. */
export function Meter({ limit }: { limit: UsedOfLimit }) {
  const label = LABELS[limit.name] ?? limit.name;
  const fullness = fullnessOf(limit);
  const share = limit.limit ? Math.min(100, (limit.used / limit.limit) * 100) : fullness === 'full' ? 100 : 0;
  return (
    <div>
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span>{label}</span>
        <span className="text-muted tabular-nums">{tellUsed(limit)}</span>
      </div>
      {limit.limit !== null && (
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={limit.limit}
          aria-valuenow={Math.min(limit.used, limit.limit)}
          aria-valuetext={tellUsed(limit)}
          className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-line"
        >
          <div className={clsx('h-full rounded-full', BARS[fullness])} style={{ width: `${share}%` }} />
        </div>
      )}
    </div>
  );
}

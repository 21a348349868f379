import { formatUsd } from '@/lib/format/money';

import type { Option } from '../api/analysis';

type Props = { cost: Option['cost']; scale: number };

/** Low to high as a band, the expected cost as a mark; `scale` is the right end, the same for every option. */
export function CostBar({ cost, scale }: Props) {
  const at = (usd: number): string => `${(scale > 0 ? (usd / scale) * 100 : 0).toFixed(2)}%`;
  const { low, expected, high } = cost;
  return (
    <div className="pt-2">
      <div
        role="img"
        aria-label={`From ${formatUsd(low)} to ${formatUsd(high)}, expected ${formatUsd(expected)}, on a scale from 0 to ${formatUsd(scale)}`}
        className="relative h-3 rounded-full bg-sunken inset-ring inset-ring-line"
      >
        <span
          className="absolute inset-y-0 left-0 rounded-full bg-accent/25"
          style={{ width: at(expected) }}
        />
        <span
          className="absolute inset-y-0 min-w-1 rounded-full bg-accent/45"
          style={{ left: at(low), width: at(high - low) }}
        />
        <span
          className="absolute -inset-y-1 w-1 -translate-x-1/2 rounded-full bg-accent outline-2 outline-surface"
          style={{ left: at(expected) }}
        />
      </div>
      <p className="mt-2 flex justify-between gap-3 font-mono text-xs text-muted tabular-nums">
        <span>low {formatUsd(low)}</span>
        <span>high {formatUsd(high)}</span>
      </p>
    </div>
  );
}

import clsx from 'clsx';

import { formatUsd } from '@/lib/format/money';

import type { Option } from '../api/analysis';
import { ticksTo } from './ticks';

type Props = { options: Option[]; recommended: string };

/** What each option costs, low to high, on one scale. The table of the options says the same in figures. */
export function CostChart({ options, recommended }: Props) {
  const ticks = ticksTo(Math.max(...options.map(({ cost }) => cost.high)));
  const scale = ticks.at(-1) ?? 1;
  const at = (usd: number): string => `${((usd / scale) * 100).toFixed(2)}%`;
  return (
    <div role="img" aria-label={told(options)} className="relative flex grow flex-col">
      <div aria-hidden className="absolute inset-x-0 top-0 bottom-5">
        {ticks.map((usd) => (
          <span
            key={usd}
            className="absolute inset-y-0 border-l border-dashed border-line"
            style={{ left: at(usd) }}
          />
        ))}
      </div>
      <ul aria-hidden className="relative flex grow flex-col justify-around gap-8 pt-1 pb-9">
        {options.map(({ name, title, cost }) => (
          <li key={name}>
            <p className="flex items-baseline justify-between gap-3 text-[13px] [&>span]:bg-surface [&>span]:px-0.5">
              <span className={clsx(name === recommended ? 'font-semibold' : 'text-muted')}>{title}</span>
              <span className="font-mono tabular-nums">
                <span className="text-xs text-faint">
                  {formatUsd(cost.low)} – {formatUsd(cost.high)}
                </span>{' '}
                <span className="ml-1.5 font-semibold">{formatUsd(cost.expected)}</span>
              </span>
            </p>
            <div className="relative mt-2 h-7">
              <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
              <span
                className={clsx(
                  'absolute inset-y-0.5 left-0 rounded-l-sm',
                  name === recommended ? 'bg-accent/30' : 'bg-ink/12',
                )}
                style={{ width: at(cost.expected) }}
              />
              <span
                className={clsx(
                  'absolute inset-y-0.5 min-w-1 rounded-sm border',
                  name === recommended ? 'border-accent bg-accent/40' : 'border-muted bg-ink/20',
                )}
                style={{ left: at(cost.low), width: at(cost.high - cost.low) }}
              />
              <span
                className={clsx(
                  'absolute -inset-y-0.5 w-[3px] -translate-x-1/2 rounded-full',
                  name === recommended ? 'bg-accent' : 'bg-ink',
                )}
                style={{ left: at(cost.expected) }}
              />
            </div>
          </li>
        ))}
      </ul>
      <p aria-hidden className="absolute inset-x-0 bottom-0 h-4 font-mono text-xs text-faint tabular-nums">
        {ticks.map((usd, index) => (
          <span
            key={usd}
            className={clsx(
              'absolute',
              index === 0 ? '' : index === ticks.length - 1 ? '-translate-x-full' : '-translate-x-1/2',
            )}
            style={{ left: at(usd) }}
          >
            ${usd.toLocaleString('en-US')}
          </span>
        ))}
      </p>
    </div>
  );
}

function told(options: Option[]): string {
  const each = options.map(
    ({ title, cost }) =>
      `${title}: from ${formatUsd(cost.low)} to ${formatUsd(cost.high)}, expected ${formatUsd(cost.expected)}`,
  );
  return `Cost a month. ${each.join('. ')}.`;
}

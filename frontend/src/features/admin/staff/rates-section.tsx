import { useId, useState, type ReactNode } from 'react';

import { formatQuantity } from '@/lib/format/quantity';

import type { Window } from '../api/staff-queue';

const WINDOWS: readonly { value: Window; label: string }[] = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
];

type Props = { title: string; children: (window: Window) => ReactNode };

/** What was counted by hour, of a day or of a week. */
export function RatesSection({ title, children }: Props) {
  const id = useId();
  const [window, setWindow] = useState<Window>('24h');
  return (
    <section aria-labelledby={id}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-lg">
          {title}
        </h2>
        <div role="group" aria-label={`How far back: ${title}`} className="flex gap-1">
          {WINDOWS.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              aria-pressed={window === value}
              onClick={() => {
                setWindow(value);
              }}
              className="rounded-md px-2.5 py-1 text-[13px] text-muted hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-ink"
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <div className="mt-3 rounded-lg border border-line bg-surface px-4 py-4 sm:px-5">
        {children(window)}
      </div>
    </section>
  );
}

/** A figure that matters most, large, and what it is of. */
export function RatesHeadline({ figure, of, rest }: { figure: string; of: string; rest: string }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-muted">
      <span className="text-2xl font-semibold tracking-tight text-ink tabular-nums">{figure}</span>
      <span>{of}</span>
      <span className="tabular-nums">{rest}</span>
    </p>
  );
}

/** Errors with how often each was. */
export function ErrorCounts({ label, counts }: { label: string; counts: readonly [string, number][] }) {
  if (counts.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {counts.map(([name, count]) => (
        <li key={name} className="max-w-full rounded bg-bad-soft px-2 py-1 text-[13px]">
          <code className="font-mono text-xs break-all">{name}</code>{' '}
          <span className="tabular-nums">{formatQuantity(count)}</span>
        </li>
      ))}
    </ul>
  );
}

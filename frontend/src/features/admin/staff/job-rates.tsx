import { useState } from 'react';

import { Loaded } from '@/components/ui/loaded';
import { formatQuantity, plural } from '@/lib/format/quantity';

import { useJobRates, type JobRate, type Window } from '../api/staff-queue';
import { barsOf, codesOf, errorShareOf } from './rates';
import { RatesChart } from './rates-chart';

const WINDOWS: readonly { value: Window; label: string }[] = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
];

/** How jobs ended, and of what those failed that did. */
export function JobRates() {
  const [window, setWindow] = useState<Window>('24h');
  const rates = useJobRates(window);
  return (
    <section aria-labelledby="job-rates">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="job-rates" className="text-lg">
          Jobs
        </h2>
        <div role="group" aria-label="How far back" className="flex gap-1">
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
        <Loaded what="the rates" query={rates} lines={8}>
          {(data) => <Ended rates={data} window={window} at={rates.dataUpdatedAt} />}
        </Loaded>
      </div>
    </section>
  );
}

function Ended({ rates, window, at }: { rates: JobRate[]; window: Window; at: number }) {
  const bars = barsOf(rates, window, at);
  const sum = (name: 'succeeded' | 'failed' | 'cancelled') =>
    bars.reduce((total, bar) => total + bar[name], 0);
  const [succeeded, failed] = [sum('succeeded'), sum('failed')];
  const share = errorShareOf({ succeeded, failed });
  const codes = codesOf(rates);
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm text-muted">
        <span className="text-2xl font-semibold tracking-tight text-ink tabular-nums">
          {share === null ? '–' : `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`}
        </span>
        <span>of jobs failed</span>
        <span className="tabular-nums">
          {plural(succeeded, 'job')} succeeded, {formatQuantity(failed)} failed
        </span>
      </p>
      <RatesChart bars={bars} window={window} />
      {codes.length > 0 && (
        <ul aria-label="Errors by code" className="flex flex-wrap gap-2">
          {codes.map(([code, count]) => (
            <li key={code} className="rounded bg-bad-soft px-2 py-1 text-[13px]">
              <code className="font-mono text-xs">{code}</code>{' '}
              <span className="tabular-nums">{formatQuantity(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

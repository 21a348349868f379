import clsx from 'clsx';
import { ArrowRight } from 'lucide-react';

import { formatUsd } from '@/lib/format/money';
import { spell } from '@/lib/format/words';

import type { ComponentChange, OptionValue } from '../api/revision';

const KINDS = {
  added: { title: 'Added', look: 'bg-good-soft text-good' },
  removed: { title: 'Removed', look: 'bg-bad-soft text-bad' },
  replaced: { title: 'Replaced', look: 'bg-warn-soft text-warn' },
  changed: { title: 'Changed', look: 'bg-accent-soft text-accent' },
} as const;

/** Each component that is not as it was, with its options and what it costs. */
export function ComponentsChanged({ components }: { components: ComponentChange[] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {components.map((change) => (
        <ComponentItem key={change.component} change={change} />
      ))}
    </ul>
  );
}

function ComponentItem({ change }: { change: ComponentChange }) {
  const { title, look } = KINDS[change.kind];
  const what =
    change.kind === 'replaced' ? `${change.before} → ${change.after}` : change.after || change.before;
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className={clsx('lettering rounded px-1.5', look)}>{title}</span>
          <span className="text-sm font-medium">{change.name}</span>
          <span className="text-[13px] text-muted">{what}</span>
        </p>
        <dl className="mt-1.5 space-y-1">
          {change.options.map(({ option, before, after, unit }) => (
            <div key={option} className="flex flex-wrap items-center gap-x-2 text-[13px]">
              <dt className="text-muted">{spell(option)}</dt>
              <dd className="flex flex-wrap items-center gap-x-1.5 font-mono text-xs">
                <span className="text-faint line-through decoration-line-strong">{shown(before)}</span>
                <ArrowRight aria-hidden className="size-3 text-faint" />
                <span className="sr-only">becomes</span>
                <span className="font-medium">
                  {shown(after)} {unit}
                </span>
              </dd>
            </div>
          ))}
        </dl>
        {change.because && <p className="mt-1 text-[13px] text-muted">{change.because}</p>}
      </div>
      <Cost before={change.usd_before ?? 0} after={change.usd_after ?? 0} />
    </li>
  );
}

const SAME_USD = 0.005;

function Cost({ before, after }: { before: number; after: number }) {
  const by = after - before;
  if (Math.abs(by) < SAME_USD) return <p className="text-[13px] text-faint">same cost</p>;
  return (
    <p
      className={clsx(
        'font-mono text-[13px] whitespace-nowrap tabular-nums',
        by > 0 ? 'text-bad' : 'text-good',
      )}
    >
      {by > 0 ? '+' : '−'}
      {formatUsd(Math.abs(by))} <span className="text-faint">a month</span>
    </p>
  );
}

function shown(value: OptionValue): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return Array.isArray(value) ? value.join(', ') || 'none' : value;
}

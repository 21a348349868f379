import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Standing } from './standing';

type Props = { id: string; label: string; standing: Standing; children: ReactNode };

/** One row of one option. What differs stands out, the best of it is marked, and what is the same in all steps back. */
export function Cell({ id, label, standing, children }: Props) {
  const same = standing === 'same';
  return (
    <div
      data-row={id}
      data-standing={standing}
      className={clsx('border-t border-line px-4 py-3', same && 'bg-canvas/60')}
    >
      <dt className="lettering flex items-center justify-between gap-2 text-faint">
        {label}
        {standing === 'best' && (
          <span className="inline-flex items-center gap-1 rounded-full bg-good-soft px-2 text-good">
            <Check aria-hidden className="size-3" strokeWidth={3} />
            best
          </span>
        )}
        {same && <span>same</span>}
      </dt>
      <dd className={clsx('mt-1 text-sm', same ? 'text-muted' : 'text-ink')}>{children}</dd>
    </div>
  );
}

export function Figure({ children }: { children: ReactNode }) {
  return <p className="text-lg leading-7 font-semibold tracking-tight tabular-nums">{children}</p>;
}

export function Note({ children }: { children: ReactNode }) {
  return <p className="text-[13px] leading-snug text-muted">{children}</p>;
}

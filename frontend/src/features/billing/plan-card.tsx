import clsx from 'clsx';
import { Check } from 'lucide-react';

import { Button } from '@/components/ui/button';

import type { Plan } from './api/billing';
import { formatPrice, linesOf, tellInterval } from './price';

type Props = {
  plan: Plan;
  /** Null for who may not choose. */
  onChoose: (() => void) | null;
  pending: boolean;
};

/** One plan: what it costs and includes. */
export function PlanCard({ plan, onChoose, pending }: Props) {
  return (
    <li
      className={clsx(
        'flex flex-col rounded-lg border bg-surface p-4',
        plan.current ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-medium">{plan.title}</h3>
        {plan.current && <span className="lettering text-accent">Your plan</span>}
      </div>
      <p className="mt-1 min-h-6 text-sm text-muted">
        {plan.price ? (
          <>
            <span className="text-ink tabular-nums">{formatPrice(plan.price)}</span>{' '}
            {tellInterval(plan.price)}
          </>
        ) : (
          plan.name === 'free' && 'Without payment'
        )}
      </p>
      <ul className="mt-3 mb-4 grid gap-1.5 text-[13px] text-muted">
        {linesOf(plan).map((line) => (
          <li key={line} className="flex gap-2">
            <Check aria-hidden className="mt-0.5 size-3.5 shrink-0 text-accent" />
            {line}
          </li>
        ))}
      </ul>
      {plan.buyable && onChoose && (
        <Button variant="primary" className="mt-auto" disabled={pending} onClick={onChoose}>
          Choose {plan.title}
        </Button>
      )}
    </li>
  );
}

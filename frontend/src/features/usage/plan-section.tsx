import { useId } from 'react';

import { Loaded } from '@/components/ui/loaded';
import { plural } from '@/lib/format/quantity';

import { useUsage, type Usage } from './api/get-usage';
import { LABELS, tellReset } from './limits';
import { Meter } from './meter';

/** What the organization's plan includes, and how much of it is used. */
export function PlanSection() {
  const id = useId();
  const usage = useUsage();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        Plan
      </h2>
      <div className="mt-1">
        <Loaded what="the plan" query={usage} lines={11}>
          {(data) => <PlanView usage={data} />}
        </Loaded>
      </div>
    </section>
  );
}

function PlanView({ usage: { plan, limits } }: { usage: Usage }) {
  const known = limits.filter(({ name }) => name in LABELS);
  const monthly = known.filter(({ resets_at: at }) => at !== null);
  const others = known.filter(({ resets_at: at }) => at === null);
  const resetsAt = monthly[0]?.resets_at;
  return (
    <>
      <p className="max-w-[64ch] text-sm text-muted">
        {plan.title}: at most {plural(plan.batch_size, 'job')} in one request; files are kept for{' '}
        {plural(plan.retention_days, 'day')}.
      </p>
      <h3 className="mt-5 text-sm font-medium">This month</h3>
      <p className="mt-0.5 text-[13px] text-muted">
        Jobs that failed, or were cancelled before they began, are not counted.
        {resetsAt && ` It begins anew on ${tellReset(resetsAt)}.`}
      </p>
      <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {monthly.map((limit) => (
          <Meter key={limit.name} limit={limit} />
        ))}
      </div>
      <h3 className="mt-6 text-sm font-medium">At the moment</h3>
      <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {others.map((limit) => (
          <Meter key={limit.name} limit={limit} />
        ))}
      </div>
    </>
  );
}

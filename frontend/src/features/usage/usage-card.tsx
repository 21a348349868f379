import { useId } from 'react';
import { Link } from 'react-router';

import { Loaded } from '@/components/ui/loaded';

import { useUsage, type Usage } from './api/get-usage';
import { LABELS, tellReset } from './limits';
import { Meter } from './meter';

/** How much of the plan is used this month. */
export function UsageCard() {
  const id = useId();
  const usage = useUsage();
  return (
    <section aria-labelledby={id}>
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-lg">
          This month
        </h2>
        <Link to="/settings" className="text-[13px] text-accent hover:underline">
          Plan and limits
        </Link>
      </div>
      <div className="mt-3 rounded-lg border border-line bg-surface p-4">
        <Loaded what="the usage" query={usage} lines={7}>
          {(data) => <Meters usage={data} />}
        </Loaded>
      </div>
    </section>
  );
}

function Meters({ usage: { plan, limits } }: { usage: Usage }) {
  const monthly = limits.filter(({ name, resets_at: at }) => name in LABELS && at !== null);
  const resetsAt = monthly[0]?.resets_at;
  return (
    <>
      <div className="grid gap-4">
        {monthly.map((limit) => (
          <Meter key={limit.name} limit={limit} />
        ))}
      </div>
      <p className="mt-4 text-[13px] text-faint">
        {plan.title}
        {resetsAt && ` · begins anew on ${tellReset(resetsAt)}`}
      </p>
    </>
  );
}

import { Loaded } from '@/components/ui/loaded';

import { useOfferedPlans } from './api/plans';
import { PlanCard } from './plan-card';

/** The plans side by side, for who may sign in first. */
export function OfferedPlans() {
  const plans = useOfferedPlans();
  return (
    <Loaded what="the plans" query={plans} skeleton={<div className="h-72 rounded-lg bg-sunken" />}>
      {(data) => (
        <ul aria-label="Plans" className="grid gap-4 sm:grid-cols-3">
          {data.map((plan) => (
            <PlanCard
              key={plan.name}
              plan={{ ...plan, current: false, buyable: false }}
              onChoose={null}
              pending={false}
            />
          ))}
        </ul>
      )}
    </Loaded>
  );
}

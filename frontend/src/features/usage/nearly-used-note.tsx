import { Alert } from '@/components/ui/alert';

import { useUsage, type UsedOfLimit } from './api/get-usage';
import { fullnessOf, LABELS, tellReset, tellUsed } from './limits';

/** Tells of limits of the plan that are used up, or nearly so; nothing while there is room. */
export function NearlyUsedNote() {
  const usage = useUsage();
  const tight = (usage.data?.limits ?? []).filter(
    (limit) => limit.name.startsWith('jobs_a_month.') && ['nearly', 'full'].includes(fullnessOf(limit)),
  );
  if (!usage.data || tight.length === 0) return null;
  const full = tight.some((limit) => fullnessOf(limit) === 'full');
  const resetsAt = tight[0]?.resets_at;
  return (
    <Alert
      tone={full ? 'warn' : 'info'}
      title={full ? 'A limit of the plan is reached' : 'A limit of the plan is near'}
    >
      {usage.data.plan.title}, this month: {tight.map(tell).join('; ')}.
      {resetsAt && ` It begins anew on ${tellReset(resetsAt)}.`}
    </Alert>
  );
}

function tell(limit: UsedOfLimit): string {
  return `${LABELS[limit.name]?.toLowerCase() ?? limit.name} ${tellUsed(limit)}`;
}

import { Skeleton } from '@/components/ui/skeleton';

import { useRoles } from '../../api/get-iam';
import { PanelGap, PanelSection } from './panel-section';

/** What it may do, statement by statement, with the resources in Terraform's words. */
export function ComponentRoles({ jobId, component }: { jobId: string; component: string }) {
  const roles = useRoles(jobId);
  if (roles.isPending) return <Skeleton lines={2} label="Loading the permissions" />;
  if (roles.isError) return <PanelGap what="The permissions" />;
  const own = roles.data.filter((role) => role.component === component);
  if (own.length === 0) return null;
  return (
    <PanelSection title="Permissions">
      <div className="space-y-3">
        {own.map(({ role, principal, managed, statements }) => (
          <div key={role}>
            <p className="text-muted">
              Role <span className="font-mono text-xs text-ink">{role}</span>, taken by{' '}
              <span className="font-mono text-xs break-all">{principal}</span>
            </p>
            <ul className="mt-1 space-y-1.5">
              {managed.map((policy) => (
                <li key={policy} className="font-mono text-xs break-all">
                  {policy}
                </li>
              ))}
              {statements.map(({ sid, actions, resources, because }) => (
                <li key={sid} className="border-l-2 border-line-strong pl-2.5">
                  <span className="font-mono text-xs break-words">{actions.join(', ')}</span>
                  <span className="block font-mono text-[11px] leading-4 break-all text-faint">
                    {resources.join(', ')}
                  </span>
                  {because && <span className="block text-muted">{because}</span>}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </PanelSection>
  );
}

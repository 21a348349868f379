import { ArrowLeft } from 'lucide-react';
import { Link, useNavigate } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { NewBatchView } from '@/features/batches/new/new-batch-view';
import { useSession } from '@/features/session/session-context';
import { useUsage } from '@/features/usage/api/get-usage';

import { usePageTitle } from '../use-page-title';

/** From a file to a batch. */
export function NewBatchPage() {
  usePageTitle('New batch');
  const { role, organization } = useSession();
  const navigate = useNavigate();
  const usage = useUsage();
  return (
    <div className="mx-auto max-w-4xl px-5 py-10 sm:px-8">
      <Link to="/batches" className="inline-flex items-center gap-1 text-sm text-muted hover:text-ink">
        <ArrowLeft aria-hidden className="size-4" />
        Batches
      </Link>
      <h1 className="mt-2 text-2xl sm:text-[28px] sm:leading-9">New batch</h1>
      <p className="mt-1 max-w-[65ch] text-sm text-muted">
        Each line of a file becomes a plan of its own. The file is looked at here before anything is sent.
      </p>
      <div className="mt-8">
        {role === 'viewer' ? (
          <Alert tone="info" title="You may read, but not send">
            Your role in {organization.name} is viewer. An owner or admin can change that.
          </Alert>
        ) : (
          <NewBatchView
            most={usage.data?.plan.batch_size ?? null}
            upgrade={
              <Link to="/settings" className={buttonClass({ size: 'small' })}>
                See the plans
              </Link>
            }
            onAccepted={({ id }) => void navigate(`/batches/${id}`)}
          />
        )}
      </div>
    </div>
  );
}

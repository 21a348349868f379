import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';

import { LoadingNote } from '@/components/ui/loading-note';
import { QueryError } from '@/components/ui/query-error';
import { nameOf } from '@/features/batches/api/batch';
import { useBatch } from '@/features/batches/api/get-batch';
import type { ItemFilter } from '@/features/batches/api/get-items';
import { BatchView, readFilter, writeFilter } from '@/features/batches/show/batch-view';
import { useSession } from '@/features/session/session-context';
import { ApiError } from '@/lib/api/errors';

import { NotFoundPage } from '../not-found-page';
import { usePageTitle } from '../use-page-title';

/** One batch; what its table shows stands in the address. */
export function BatchPage() {
  const { batchId = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const { role, live_url: liveUrl } = useSession();
  const batch = useBatch(batchId);
  usePageTitle(batch.data ? nameOf(batch.data) : 'Batch');
  const filter = useCallback(
    (wanted: ItemFilter) => {
      setAddress(writeFilter(wanted), { replace: true, preventScrollReset: true });
    },
    [setAddress],
  );
  if (batch.error instanceof ApiError && batch.error.status === 404 && !batch.data) return <NotFoundPage />;
  return (
    <div className="mx-auto max-w-5xl px-5 py-8 sm:px-8 sm:py-10">
      <Link to="/batches" className="inline-flex items-center gap-1 text-sm text-muted hover:text-ink">
        <ArrowLeft aria-hidden className="size-4" />
        Batches
      </Link>
      <div className="mt-2">
        {batch.data ? (
          <BatchView
            key={batch.data.id}
            batch={batch.data}
            at={batch.dataUpdatedAt}
            liveUrl={liveUrl}
            editable={role !== 'viewer'}
            filter={readFilter(address)}
            onFilter={filter}
          />
        ) : batch.isError ? (
          <QueryError what="The batch" error={batch.error} retry={() => void batch.refetch()} />
        ) : (
          <LoadingNote what="the batch" paused={batch.fetchStatus === 'paused'} lines={12} />
        )}
      </div>
    </div>
  );
}

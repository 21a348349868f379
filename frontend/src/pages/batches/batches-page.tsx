import { Plus } from 'lucide-react';
import { Link } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { useBatches } from '@/features/batches/api/get-batches';
import { BatchList } from '@/features/batches/list/batch-list';
import { useSession } from '@/features/session/session-context';

import { usePageTitle } from '../use-page-title';

/** All batches of the organization. */
export function BatchesPage() {
  usePageTitle('Batches');
  const { role } = useSession();
  const batches = useBatches();
  const editable = role !== 'viewer';
  return (
    <div className="mx-auto max-w-4xl px-5 py-10 sm:px-8">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-2xl sm:text-[28px] sm:leading-9">Batches</h1>
          <p className="mt-1 text-sm text-muted">Thousands of plans from one file.</p>
        </div>
        {editable && (
          <Link to="/batches/new" className={buttonClass({ variant: 'primary' })}>
            <Plus aria-hidden className="size-4" />
            New batch
          </Link>
        )}
      </div>
      <div className="mt-8 space-y-4">
        <Loaded
          what="the batches"
          query={batches}
          lines={9}
          empty={{
            when: ({ pages }) => pages.every(({ items }) => items.length === 0),
            show: (
              <EmptyState title="No batches yet">
                {editable
                  ? 'Send a file with a request a line: each becomes a plan of its own, with its bundle.'
                  : 'Batches that your colleagues send appear here.'}
              </EmptyState>
            ),
          }}
        >
          {({ pages }) => (
            <BatchList
              batches={pages.flatMap(({ items }) => items)}
              hasMore={batches.hasNextPage}
              loadingMore={batches.isFetchingNextPage}
              error={batches.error}
              onMore={() => void batches.fetchNextPage()}
            />
          )}
        </Loaded>
      </div>
    </div>
  );
}

import { Link } from 'react-router';

import { Button } from '@/components/ui/button';
import { QueryError } from '@/components/ui/query-error';
import { formatQuantity, plural } from '@/lib/format/quantity';
import { formatAgo } from '@/lib/format/time';

import { endedOf, nameOf, type ListedBatch } from '../api/batch';
import { CountsBar } from '../counts-bar';
import { BATCH_LOOKS } from '../looks';
import { StateMark } from '../state-mark';

type Props = {
  batches: readonly ListedBatch[];
  hasMore: boolean;
  loadingMore: boolean;
  error: Error | null;
  onMore: () => void;
};

/** Batches, newest first, each with how far it is. */
export function BatchList({ batches, hasMore, loadingMore, error, onMore }: Props) {
  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {batches.map((batch) => (
          <BatchRow key={batch.id} batch={batch} />
        ))}
      </ul>
      {error && <QueryError what="Older batches" error={error} retry={onMore} />}
      {hasMore && !error && (
        <Button className="w-full" disabled={loadingMore} onClick={onMore}>
          {loadingMore ? 'Loading…' : 'Older batches'}
        </Button>
      )}
    </>
  );
}

function BatchRow({ batch }: { batch: ListedBatch }) {
  const { id, state, total, counts, created_at: created } = batch;
  const ended = endedOf(counts);
  return (
    <li>
      <Link
        to={`/batches/${id}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-4 py-3.5 outline-offset-[-2px] hover:bg-sunken/60 sm:px-5"
      >
        <span className="min-w-0 truncate font-medium">{nameOf(batch)}</span>
        <StateMark look={BATCH_LOOKS[state]} />
        <span className="col-span-full">
          <CountsBar slim counts={counts} total={total} label={`Items of ${nameOf(batch)}`} />
        </span>
        <span className="col-span-full flex flex-wrap justify-between gap-x-4 text-[13px] text-muted">
          <span className="tabular-nums">
            {ended < total
              ? `${formatQuantity(ended)} of ${plural(total, 'item')} ended`
              : plural(total, 'item')}
            {counts.failed > 0 && <span className="text-bad"> · {formatQuantity(counts.failed)} failed</span>}
          </span>
          <time dateTime={created} title={new Date(created).toLocaleString()} className="text-faint">
            {formatAgo(created)}
          </time>
        </span>
      </Link>
    </li>
  );
}

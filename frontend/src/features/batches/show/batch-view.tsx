import { useCallback } from 'react';

import { Alert } from '@/components/ui/alert';
import { ConnectionNote } from '@/components/ui/connection-note';
import { SearchField } from '@/components/ui/search-field';
import { plural } from '@/lib/format/quantity';
import { formatMoment } from '@/lib/format/time';

import { hasEnded, ITEM_STATES, nameOf, type Batch, type ItemState } from '../api/batch';
import type { ItemFilter } from '../api/get-items';
import { CountsBar } from '../counts-bar';
import { FaultsTable } from '../faults-table';
import { BATCH_LOOKS } from '../looks';
import { StateMark } from '../state-mark';
import { BatchActions } from './batch-actions';
import { Downloads } from './downloads';
import { ItemsTable } from './items-table';
import { PaceLine } from './pace-line';
import { StateFilter } from './state-filter';
import { useLiveBatch } from './use-live-batch';

type Props = {
  batch: Batch;
  /** When this was told, in milliseconds; each news has another. */
  at: number;
  liveUrl: string;
  editable: boolean;
  filter: ItemFilter;
  onFilter: (filter: ItemFilter) => void;
};

/** The filter of a page's address. */
export function readFilter(address: URLSearchParams): ItemFilter {
  const state = ITEM_STATES.find((one) => one === address.get('state')) ?? '';
  return { state, q: address.get('q') ?? '' };
}

export function writeFilter({ state, q }: ItemFilter): URLSearchParams {
  return new URLSearchParams({ ...(state ? { state } : {}), ...(q ? { q } : {}) });
}

/** A batch: how it stands, live, and every item of it. */
export function BatchView({ batch, at, liveUrl, editable, filter, onFilter }: Props) {
  const connection = useLiveBatch(batch.id, hasEnded(batch), liveUrl);
  const { state, q } = filter;
  const search = useCallback(
    (text: string) => {
      onFilter({ state, q: text });
    },
    [onFilter, state],
  );
  const expected = q ? null : state ? batch.counts[state] : batch.total;
  const linkTo = (wanted: ItemState | ''): string => `?${writeFilter({ state: wanted, q }).toString()}`;
  return (
    <div className="space-y-6">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl break-words sm:text-[28px] sm:leading-9">{nameOf(batch)}</h1>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-muted">
            <StateMark look={BATCH_LOOKS[batch.state]} />
            <span>Sent {formatMoment(batch.created_at)}</span>
            {batch.round > 1 && <span>Round {batch.round}</span>}
            {batch.notify && !hasEnded(batch) && <span>A mail tells of the end</span>}
          </p>
        </div>
        {editable && <BatchActions batch={batch} />}
      </header>
      <section
        aria-label="Progress"
        className="space-y-4 rounded-lg border border-line-strong bg-surface px-4 py-4 shadow-card sm:px-5"
      >
        <PaceLine batch={batch} now={at} />
        <CountsBar counts={batch.counts} total={batch.total} label="Items that have ended" />
        <StateFilter counts={batch.counts} total={batch.total} chosen={state} linkTo={linkTo} />
        <ConnectionNote connection={connection} />
      </section>
      {batch.refused > 0 && (
        <details className="group">
          <summary className="w-fit rounded text-sm text-muted hover:text-ink">
            {plural(batch.refused, 'item')} of the file {batch.refused === 1 ? 'was' : 'were'} not taken: see
            why
          </summary>
          <div className="mt-3">
            <FaultsTable title="What was not taken" faults={batch.faults} more={batch.more_faults} />
          </div>
        </details>
      )}
      {batch.state === 'paused' && (
        <Alert tone="info" title="The batch is held">
          What runs ends; nothing else begins until it goes on.
        </Alert>
      )}
      <Downloads batch={batch} editable={editable} />
      <section aria-labelledby="items" className="space-y-3">
        <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <h2 id="items" className="text-lg">
            Items
          </h2>
          <SearchField
            key={batch.id}
            label="Find by reference"
            value={q}
            onChange={search}
            className="sm:w-64"
          />
        </div>
        <ItemsTable key={`${state} ${q}`} batchId={batch.id} filter={filter} expected={expected} tick={at} />
      </section>
    </div>
  );
}

import { useId, useState } from 'react';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { SelectField } from '@/components/ui/select-field';

import { STATES, useDeliveries, type DeliveryState } from './api/deliveries';
import type { Webhook } from './api/webhooks';
import { DeliveryRow } from './delivery-row';

const WORDS: Record<DeliveryState, string> = {
  pending: 'Waiting',
  delivered: 'Delivered',
  failed: 'Given up',
};

/** What was sent to a webhook within 30 days. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const id = useId();
  const [state, setState] = useState<DeliveryState | ''>('');
  const log = useDeliveries(webhook.id, state);
  return (
    <section aria-labelledby={id}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 id={id} className="text-lg">
            Messages
          </h2>
          <p className="mt-1 text-sm text-muted">
            Of the last 30 days. One that is not taken is tried ten times within three days.
          </p>
        </div>
        <div className="w-40">
          <SelectField
            label="Show"
            value={state}
            none="All of them"
            choices={STATES.map((value) => ({ value, label: WORDS[value] }))}
            onChange={(value) => {
              setState(STATES.find((one) => one === value) ?? '');
            }}
          />
        </div>
      </div>
      <div className="mt-4">
        <Loaded
          what="the messages"
          query={log}
          lines={5}
          empty={{
            when: ({ pages }) => pages[0]?.items.length === 0,
            show: (
              <EmptyState title={state ? 'None of these' : 'Nothing was sent yet'}>
                {state ? 'Show all of them.' : 'Send a test, to see what your address answers.'}
              </EmptyState>
            ),
          }}
        >
          {({ pages }) => (
            <ul
              aria-label="Messages"
              className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
            >
              {pages
                .flatMap(({ items }) => items)
                .map((delivery) => (
                  <DeliveryRow
                    key={delivery.id}
                    webhookId={webhook.id}
                    delivery={delivery}
                    enabled={webhook.enabled}
                  />
                ))}
            </ul>
          )}
        </Loaded>
        {log.hasNextPage && (
          <Button
            className="mt-3"
            size="small"
            disabled={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {log.isFetchingNextPage ? 'Loading…' : 'Older ones'}
          </Button>
        )}
      </div>
    </section>
  );
}

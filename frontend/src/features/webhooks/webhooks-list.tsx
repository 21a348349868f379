import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';

import type { Webhook } from './api/webhooks';
import { hostOf, pathWithin, Standing } from './standing';

/** Each with where it goes and how it does; its page has the log. */
export function WebhooksList({ webhooks }: { webhooks: Webhook[] }) {
  return (
    <ul aria-label="Webhooks" className="divide-y divide-line rounded-lg border border-line bg-surface">
      {webhooks.map((webhook) => (
        <li
          key={webhook.id}
          className="group relative flex items-center gap-3 px-4 py-3.5 hover:bg-sunken/50 sm:px-5"
        >
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <Link
                to={webhook.id}
                className="max-w-full min-w-0 truncate font-medium after:absolute after:inset-0 after:rounded-lg"
              >
                {hostOf(webhook.url)}
                <span className="font-normal text-muted">{pathWithin(webhook.url)}</span>
              </Link>
              <Standing webhook={webhook} />
            </p>
            {webhook.description && (
              <p className="mt-0.5 text-sm break-words text-muted">{webhook.description}</p>
            )}
            <p className="mt-1.5 flex flex-wrap gap-1.5">
              {webhook.events.map((event) => (
                <code key={event} className="rounded bg-sunken px-1.5 py-0.5 font-mono text-xs text-muted">
                  {event}
                </code>
              ))}
            </p>
          </div>
          <ChevronRight aria-hidden className="size-4 shrink-0 text-faint group-hover:text-ink" />
        </li>
      ))}
    </ul>
  );
}

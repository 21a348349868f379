import clsx from 'clsx';
import { CircleCheck, CircleSlash, Clock, TriangleAlert, XCircle } from 'lucide-react';

import type { Delivery } from './api/deliveries';
import type { Webhook } from './api/webhooks';

const MARK = 'inline-flex items-center gap-1.5 text-[13px] font-medium whitespace-nowrap';

/** How a webhook does, with a word beside the colour. */
export function Standing({ webhook }: { webhook: Webhook }) {
  if (!webhook.enabled)
    return (
      <span className={clsx(MARK, webhook.disabled_reason === 'person' ? 'text-muted' : 'text-bad')}>
        <CircleSlash aria-hidden className="size-4" />
        Disabled
      </span>
    );
  if (webhook.failing_since)
    return (
      <span className={clsx(MARK, 'text-warn')}>
        <TriangleAlert aria-hidden className="size-4" />
        Failing
      </span>
    );
  return (
    <span className={clsx(MARK, 'text-good')}>
      <CircleCheck aria-hidden className="size-4" />
      Enabled
    </span>
  );
}

const STATES = {
  pending: { word: 'Waiting', tone: 'text-muted', icon: Clock },
  delivered: { word: 'Delivered', tone: 'text-good', icon: CircleCheck },
  failed: { word: 'Given up', tone: 'text-bad', icon: XCircle },
} as const;

/** What became of a message. */
export function DeliveryMark({ delivery, enabled }: { delivery: Delivery; enabled: boolean }) {
  const failing = enabled && delivery.state === 'pending' && delivery.tries.length > 0;
  const { word, tone, icon: Icon } = STATES[delivery.state];
  return (
    <span className={clsx(MARK, failing ? 'text-warn' : tone)}>
      <Icon aria-hidden className="size-4" />
      {failing ? 'Trying again' : word}
    </span>
  );
}

/** Where an address leads within its host. */
export function pathWithin(url: string): string {
  const host = hostOf(url);
  const path = url.slice(url.indexOf(host) + host.length);
  return path === '/' ? '' : path;
}

/** The host of an address, which tells most webhooks apart. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

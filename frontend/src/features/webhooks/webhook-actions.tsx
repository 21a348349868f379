import { useState } from 'react';

import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import { useSendTest } from './api/deliveries';
import { useChangeWebhook, useRemoveWebhook, type Webhook } from './api/webhooks';

type Props = { webhook: Webhook; onRemoved: () => void };

/** What can be done with a webhook at once. */
export function WebhookActions({ webhook, onRemoved }: Props) {
  const test = useSendTest(webhook.id);
  const change = useChangeWebhook(webhook.id);
  const remove = useRemoveWebhook(webhook.id, onRemoved);
  const [asked, setAsked] = useState(false);
  const error = test.error ?? change.error ?? remove.error;
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        <Button
          variant={webhook.enabled ? 'primary' : 'outline'}
          size="field"
          disabled={!webhook.enabled || test.isPending}
          onClick={() => {
            test.mutate();
          }}
        >
          {test.isPending ? 'Sending…' : 'Send a test'}
        </Button>
        <Button
          variant={webhook.enabled ? 'outline' : 'primary'}
          size="field"
          disabled={change.isPending}
          onClick={() => {
            change.mutate({ enabled: !webhook.enabled });
          }}
        >
          {webhook.enabled ? 'Disable' : 'Enable'}
        </Button>
        <Button
          variant="danger"
          size="field"
          disabled={remove.isPending}
          onBlur={() => {
            setAsked(false);
          }}
          onClick={() => {
            if (asked) remove.mutate();
            setAsked(!asked);
          }}
        >
          {asked ? 'Really remove it with its log?' : 'Remove'}
        </Button>
      </div>
      <p role="status" className="mt-2 text-[13px] text-muted empty:hidden">
        {test.isSuccess && 'The test is on its way: its answer will stand below.'}
      </p>
      <p role="alert" className="mt-2 text-[13px] text-bad empty:hidden">
        {error && `Not done: ${tellError(error)}`}
      </p>
    </div>
  );
}

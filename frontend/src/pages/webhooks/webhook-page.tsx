import { ArrowLeft } from 'lucide-react';
import { useId } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { Loaded } from '@/components/ui/loaded';
import { useChangeWebhook, useWebhook, type Webhook } from '@/features/webhooks/api/webhooks';
import { DeliveryLog } from '@/features/webhooks/delivery-log';
import { EVENTS } from '@/features/webhooks/events';
import { SecretSection } from '@/features/webhooks/secret-section';
import { hostOf, Standing } from '@/features/webhooks/standing';
import { WebhookActions } from '@/features/webhooks/webhook-actions';
import { WebhookForm } from '@/features/webhooks/webhook-form';
import { formatMoment } from '@/lib/format/time';

import { usePageTitle } from '../use-page-title';

const WORDS = { send: 'Save', sending: 'Saving…', refused: 'Not saved' };

/** One webhook: what was sent to it, what it is told of, and its secret. */
export function WebhookPage() {
  const { webhookId = '' } = useParams();
  const webhook = useWebhook(webhookId);
  usePageTitle(webhook.data ? hostOf(webhook.data.url) : 'Webhook');
  return (
    <div className="mx-auto max-w-3xl px-5 py-10 sm:px-8">
      <Link
        to="/settings/webhooks"
        className="inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Webhooks
      </Link>
      <div className="mt-2">
        <Loaded what="the webhook" query={webhook} lines={8}>
          {(data) => <Shown key={data.id} webhook={data} />}
        </Loaded>
      </div>
    </div>
  );
}

function Shown({ webhook }: { webhook: Webhook }) {
  const navigate = useNavigate();
  return (
    <div className="space-y-10">
      <div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <h1 className="min-w-0 text-2xl break-words sm:text-[28px] sm:leading-9">{hostOf(webhook.url)}</h1>
          <Standing webhook={webhook} />
        </div>
        <p className="mt-1 font-mono text-xs break-all text-muted">{webhook.url}</p>
        <Trouble webhook={webhook} />
        <div className="mt-5">
          <WebhookActions webhook={webhook} onRemoved={() => void navigate('/settings/webhooks')} />
        </div>
      </div>
      <DeliveryLog webhook={webhook} />
      <Changing webhook={webhook} />
      <SecretSection webhookId={webhook.id} />
    </div>
  );
}

function Trouble({ webhook }: { webhook: Webhook }) {
  if (!webhook.enabled) {
    const why = {
      gone: 'It answered that it is gone (410).',
      failing: 'It took nothing for five days.',
      person: 'Somebody disabled it.',
    }[webhook.disabled_reason ?? 'person'];
    return (
      <Alert
        tone={webhook.disabled_reason === 'person' ? 'info' : 'bad'}
        title="Nothing is sent to it"
        className="mt-5"
      >
        {why} What happens meanwhile is not kept for it; what waited before is sent when it is enabled.
      </Alert>
    );
  }
  if (!webhook.failing_since) return null;
  return (
    <Alert tone="warn" title="It does not take what is sent" className="mt-5">
      Nothing since {formatMoment(webhook.failing_since)}; the messages below say what it answered. Each is
      tried again. After five days without a good answer the webhook is disabled, and owners and admins get a
      mail.
    </Alert>
  );
}

function Changing({ webhook }: { webhook: Webhook }) {
  const id = useId();
  const change = useChangeWebhook(webhook.id);
  const { url, events, description } = webhook;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        What it is told
      </h2>
      <div className="mt-4">
        <WebhookForm
          begin={{ url, description, events: EVENTS.filter((one) => events.includes(one)) }}
          words={WORDS}
          pending={change.isPending}
          error={change.error}
          onSubmit={(wanted) => {
            change.mutate(wanted);
          }}
          more={
            <span role="status" className="text-[13px] text-muted empty:hidden">
              {change.isSuccess && 'Saved. It holds from the next event on.'}
            </span>
          }
        />
      </div>
    </section>
  );
}

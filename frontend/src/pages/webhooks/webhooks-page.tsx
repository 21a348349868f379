import { useId, useState } from 'react';

import { Alert } from '@/components/ui/alert';
import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { useSession } from '@/features/session/session-context';
import { useCreateWebhook, useWebhooks, type CreatedWebhook } from '@/features/webhooks/api/webhooks';
import { SecretNote } from '@/features/webhooks/secret-note';
import { hostOf } from '@/features/webhooks/standing';
import { WebhookForm } from '@/features/webhooks/webhook-form';
import { WebhooksList } from '@/features/webhooks/webhooks-list';
import { mayAdminister } from '@/types/session';

import { usePageTitle } from '../use-page-title';

const WORDS = { send: 'Add the webhook', sending: 'Adding…', refused: 'Not added' };

/** Where the organization is told of what happens. */
export function WebhooksPage() {
  const { role } = useSession();
  usePageTitle('Webhooks');
  return (
    <div className="mx-auto max-w-3xl px-5 py-10 sm:px-8">
      <h1 className="text-2xl sm:text-[28px] sm:leading-9">Webhooks</h1>
      <p className="mt-1 max-w-[64ch] text-sm text-muted">
        Addresses that are told when something has ended, so that no program has to ask again and again.
        Messages are signed, and sent until they are taken.
      </p>
      <div className="mt-8">
        {mayAdminister(role) ? (
          <Webhooks />
        ) : (
          <Alert tone="info" title="For owners and admins">
            Your role here is {role}. Owners and admins see and change webhooks.
          </Alert>
        )}
      </div>
    </div>
  );
}

function Webhooks() {
  const id = useId();
  const webhooks = useWebhooks();
  const [created, setCreated] = useState<CreatedWebhook | null>(null);
  const create = useCreateWebhook(setCreated);
  return (
    <div className="space-y-10">
      <div className="space-y-4">
        {created && (
          <SecretNote
            key={created.id}
            title={`Copy the secret of ${hostOf(created.url)} now: it is not shown again`}
            secret={created.secret}
            onDone={() => {
              setCreated(null);
            }}
          />
        )}
        <Loaded
          what="the webhooks"
          query={webhooks}
          lines={4}
          empty={{
            when: ({ length }) => length === 0,
            show: (
              <EmptyState title="No webhooks">
                Nobody is told of anything yet. The first one is added below.
              </EmptyState>
            ),
          }}
        >
          {(data) => <WebhooksList webhooks={data} />}
        </Loaded>
      </div>
      <section aria-labelledby={id}>
        <h2 id={id} className="text-lg">
          Add a webhook
        </h2>
        <div className="mt-4">
          <WebhookForm
            key={created?.id}
            begin={{ url: '', events: ['job.succeeded', 'job.failed'], description: '' }}
            words={WORDS}
            pending={create.isPending}
            error={create.error}
            onSubmit={(wanted) => {
              create.mutate(wanted);
            }}
          />
        </div>
      </section>
    </div>
  );
}

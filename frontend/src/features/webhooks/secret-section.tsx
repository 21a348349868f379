import { useId, useState } from 'react';

import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';
import { formatMoment } from '@/lib/format/time';

import { useRotateSecret, type SigningSecret } from './api/webhooks';
import { SecretNote } from './secret-note';

/** Changing what messages are signed with. */
export function SecretSection({ webhookId }: { webhookId: string }) {
  const id = useId();
  const [made, setMade] = useState<SigningSecret | null>(null);
  const [atOnce, setAtOnce] = useState(false);
  const rotate = useRotateSecret(webhookId, setMade);
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        Secret
      </h2>
      <p className="mt-1 max-w-[64ch] text-sm text-muted">
        Messages are signed with it. It was shown when it was made, and cannot be shown again. Another one can
        take its place; for a day both sign, so that nothing is refused meanwhile.
      </p>
      <div className="mt-4 space-y-4">
        {made && (
          <SecretNote
            key={made.secret}
            title="Copy the new secret now: it is not shown again"
            secret={made.secret}
            onDone={() => {
              setMade(null);
            }}
          >
            {made.both_sign_until
              ? `The one before signs too until ${formatMoment(made.both_sign_until)}.`
              : 'The one before signs no more.'}
          </SecretNote>
        )}
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button
            size="field"
            disabled={rotate.isPending}
            onClick={() => {
              rotate.mutate({ at_once: atOnce });
            }}
          >
            {rotate.isPending ? 'Changing…' : 'Change the secret'}
          </Button>
          <label className="flex cursor-pointer items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={atOnce}
              onChange={({ target }) => {
                setAtOnce(target.checked);
              }}
              className="size-4 accent-(--accent)"
            />
            It has leaked: the old one is to end at once
          </label>
        </div>
        <p role="alert" className="text-[13px] text-bad empty:hidden">
          {rotate.isError && `Not changed: ${tellError(rotate.error)}`}
        </p>
      </div>
    </section>
  );
}

import { useState } from 'react';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { tellError } from '@/lib/api/errors';
import { formatAgo } from '@/lib/format/time';

import { useRevokeKey, type ApiKey } from './api/keys';

/** Members revoke their own keys, owners and admins all: where one may not, nothing is there to press. */
export function KeysList({ keys, editable }: { keys: ApiKey[]; editable: boolean }) {
  const revoke = useRevokeKey();
  const [asked, setAsked] = useState<string | null>(null);
  if (keys.length === 0)
    return <EmptyState title="No keys">A program that asks Groundplan for plans needs one.</EmptyState>;
  return (
    <>
      <ul aria-label="API keys" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium break-words">
                {key.name}{' '}
                <code className="ml-1 font-mono text-xs font-normal text-faint">{key.prefix}…</code>
              </p>
              <p className="text-[13px] text-muted">{[key.scope, used(key), ending(key)].join(' · ')}</p>
            </div>
            {key.revocable && (
              <Button
                size="small"
                variant="danger"
                aria-label={asked === key.id ? `Really revoke ${key.name}` : `Revoke ${key.name}`}
                disabled={revoke.isPending}
                onBlur={() => {
                  setAsked(null);
                }}
                onClick={() => {
                  if (asked === key.id) revoke.mutate(key.id);
                  setAsked(asked === key.id ? null : key.id);
                }}
              >
                {asked === key.id ? 'Really revoke?' : 'Revoke'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editable && keys.some(({ revocable }) => !revocable) && (
        <p className="mt-2 text-[13px] text-muted">Owners and admins revoke the keys that others made.</p>
      )}
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {revoke.isError && `Not revoked: ${tellError(revoke.error)}`}
      </p>
    </>
  );
}

function used({ last_used_at }: ApiKey): string {
  return last_used_at ? `used ${formatAgo(last_used_at)}` : 'never used';
}

function ending({ expires_at }: ApiKey): string {
  if (!expires_at) return 'does not end';
  const date = new Date(expires_at).toLocaleDateString('en', { dateStyle: 'medium' });
  return Date.parse(expires_at) < Date.now() ? `ended ${date}` : `ends ${date}`;
}

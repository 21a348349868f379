import clsx from 'clsx';
import type { ReactNode } from 'react';

import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { tellError } from '@/lib/api/errors';
import { plural } from '@/lib/format/quantity';
import { formatAgo } from '@/lib/format/time';

import { useRestoreLink, useRevokeLink, type ShareLink } from './api/links';

const STATES = {
  open: { word: 'Open', colour: 'text-good' },
  expired: { word: 'Expired', colour: 'text-faint' },
  revoked: { word: 'Revoked', colour: 'text-faint' },
  switched_off: { word: 'Switched off', colour: 'text-warn' },
} as const;

type Props = {
  links: ShareLink[];
  label: string;
  readOnly?: boolean;
  /** Told of each that was taken back, with what undoes it; without it the list itself offers that. */
  onRevoked?: (link: ShareLink, undo: () => void) => void;
  /** What a link is a link to, where the list has links to several results. */
  about?: (link: ShareLink) => ReactNode;
};

/** Links with what became of each, and the way to take it back: at once, with an undo. */
export function LinksList({ links, label, readOnly = false, onRevoked, about }: Props) {
  const restore = useRestoreLink();
  const revoke = useRevokeLink((link) => {
    onRevoked?.(link, () => {
      restore.mutate(link.id);
    });
  });
  const fault = revoke.error ?? restore.error;
  return (
    <div>
      <ul
        aria-label={label}
        className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
      >
        {links.map((link) => (
          <li key={link.id} className="space-y-2 px-4 py-3 text-sm">
            <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium break-words">{link.title}</p>
                <p className="mt-0.5 text-[13px] text-muted">
                  <span className={clsx('font-medium', STATES[link.state].colour)}>
                    {STATES[link.state].word}
                  </span>
                  {tell(link)}
                </p>
                {about?.(link)}
              </div>
              {!readOnly && (
                <Change
                  link={link}
                  busy={revoke.isPending || restore.isPending}
                  onRevoke={revoke.mutate}
                  onRestore={restore.mutate}
                />
              )}
            </div>
            {link.state === 'open' && link.url && (
              <div className="flex items-center gap-1 rounded-md border border-line bg-canvas pr-1">
                <input
                  readOnly
                  value={link.url}
                  aria-label={`Link “${link.title}”`}
                  onFocus={(event) => {
                    event.target.select();
                  }}
                  className="min-w-0 flex-1 rounded-md bg-transparent px-3 py-2 font-mono text-xs text-ellipsis"
                />
                <CopyButton text={link.url} label={`Copy the link “${link.title}”`} />
              </div>
            )}
            {link.state === 'open' && !link.url && !readOnly && (
              <p className="text-[13px] text-muted">
                It works, but cannot be shown any more. Make another where you need one.
              </p>
            )}
          </li>
        ))}
      </ul>
      <p role="alert" className="mt-2 text-[13px] text-bad empty:hidden">
        {fault && `Not done: ${tellError(fault)}`}
      </p>
    </div>
  );
}

type ChangeProps = {
  link: ShareLink;
  busy: boolean;
  onRevoke: (id: string) => void;
  onRestore: (id: string) => void;
};

function Change({ link, busy, onRevoke, onRestore }: ChangeProps) {
  if (link.state === 'expired') return null;
  const revoked = link.state === 'revoked';
  return (
    <Button
      size="small"
      variant={revoked ? 'outline' : 'danger'}
      aria-label={`${revoked ? 'Restore' : 'Revoke'} “${link.title}”`}
      disabled={busy}
      onClick={() => {
        (revoked ? onRestore : onRevoke)(link.id);
      }}
    >
      {revoked ? 'Restore' : 'Revoke'}
    </Button>
  );
}

function tell(link: ShareLink): string {
  const end = link.expires_at
    ? `${link.state === 'expired' ? 'ended' : 'ends'} ${day(link.expires_at)}`
    : 'does not end';
  const views = link.last_viewed_at
    ? `opened ${plural(link.views, 'time')}, last ${formatAgo(link.last_viewed_at)}`
    : 'not opened yet';
  const made = `made ${formatAgo(link.created_at)}${link.created_by ? ` by ${link.created_by}` : ''}`;
  const zip = link.allows_download ? 'with download' : '';
  return ['', ...[end, views, made, zip].filter(Boolean)].join(' · ');
}

function day(iso: string): string {
  return new Date(iso).toLocaleDateString('en', { dateStyle: 'medium' });
}

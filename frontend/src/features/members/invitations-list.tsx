import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import { useResend, useRevoke, type Invitation } from './api/invitations';
import { AskedButton } from './asked-button';

/** Invitations that nobody has accepted yet. */
export function InvitationsList({ invitations }: { invitations: Invitation[] }) {
  const resend = useResend();
  const revoke = useRevoke();
  return (
    <>
      <ul aria-label="Invitations" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium break-all">{invitation.email}</p>
              <p className="text-[13px] text-muted">{`${invitation.role} · ${standing(invitation)}`}</p>
            </div>
            <Button
              size="small"
              aria-label={`Send again to ${invitation.email}`}
              disabled={resend.isPending}
              onClick={() => {
                resend.mutate(invitation.id);
              }}
            >
              Send again
            </Button>
            <AskedButton
              label="Take back"
              about={`the invitation of ${invitation.email}`}
              disabled={revoke.isPending}
              onSure={() => {
                revoke.mutate(invitation.id);
              }}
            />
          </li>
        ))}
      </ul>
      <p role="status" className="mt-2 text-[13px] text-muted empty:hidden">
        {resend.isSuccess && 'A new link is on its way; the one before is good no more.'}
      </p>
      <p role="alert" className="mt-2 text-[13px] text-bad empty:hidden">
        {resend.isError && `Not sent: ${tellError(resend.error)}`}
        {revoke.isError && `Not taken back: ${tellError(revoke.error)}`}
      </p>
    </>
  );
}

function standing({ state, expires_at, sent_at, refused_at }: Invitation): string {
  const date = new Date(expires_at).toLocaleDateString('en', { dateStyle: 'medium' });
  if (state === 'expired') return `expired ${date}`;
  if (refused_at) return 'the mail was refused: is the address right?';
  return `${sent_at ? 'sent' : 'being sent'}, good until ${date}`;
}

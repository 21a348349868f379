import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import { useAccept, type Offer } from './api/invitations';

const OVER = {
  expired: 'It has expired. Ask who invited you to send it again.',
  accepted: 'It has been used already.',
  revoked: 'It was taken back.',
};

type Props = {
  token: string;
  offer: Offer;
  /** The address that is signed in. */
  email: string | null;
  onAccepted: (offer: Offer) => void;
};

/** What an invitation offers, and the one button that takes it. */
export function OfferCard({ token, offer, email, onAccepted }: Props) {
  const accept = useAccept(onAccepted);
  const isYours = email?.toLowerCase() === offer.email;
  return (
    <div className="mt-6 rounded-lg border border-line bg-surface p-6">
      <h2 className="text-lg break-words">{offer.organization_name}</h2>
      <p className="mt-1 text-sm text-muted">
        {offer.email} is invited as {offer.role}.
      </p>
      {offer.state !== 'pending' ? (
        <p role="alert" className="mt-4 text-sm text-bad">
          {OVER[offer.state]}
        </p>
      ) : isYours ? (
        <Button
          variant="primary"
          className="mt-5"
          disabled={accept.isPending}
          onClick={() => {
            accept.mutate(token);
          }}
        >
          {accept.isPending ? 'Joining…' : 'Join'}
        </Button>
      ) : (
        <p role="alert" className="mt-4 text-sm text-bad">
          You are signed in as {email ?? 'somebody without an address'}. Sign out, open the link again, and
          sign in with the address that was invited.
        </p>
      )}
      <p role="alert" className="mt-3 text-[13px] text-bad empty:hidden">
        {accept.isError && `You have not joined: ${tellError(accept.error)}`}
      </p>
    </div>
  );
}

import { useState } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';

import { Loaded } from '@/components/ui/loaded';
import { useOffer } from '@/features/members/api/invitations';
import { forgetInvitation, keepInvitation, keptInvitation } from '@/features/members/invitation-link';
import { OfferCard } from '@/features/members/offer-card';
import { useSwitchOrganization } from '@/features/session/api/switch-organization';
import { useSession } from '@/features/session/session-context';

import { usePageTitle } from './use-page-title';

/** Where the link of the mail leads, signed in or not: the secret goes out of the address at once. */
export function InvitationDoor() {
  const { hash } = useLocation();
  keepInvitation(hash);
  return <Navigate to="/invitation/accept" replace />;
}

/** What an invitation offers to who is signed in. */
export function InvitationPage() {
  const { user } = useSession();
  const [token] = useState(keptInvitation);
  const offer = useOffer(token);
  const navigate = useNavigate();
  const move = useSwitchOrganization(() => void navigate('/'));
  usePageTitle('Invitation');
  return (
    <div className="mx-auto max-w-xl px-5 py-10 sm:px-8">
      <h1 className="text-2xl sm:text-[28px] sm:leading-9">Invitation</h1>
      {token === null ? (
        <p className="mt-6 text-muted">
          Open the link of the mail again: there is no invitation in this tab.
        </p>
      ) : (
        <div className="mt-6">
          <Loaded what="the invitation" query={offer} lines={3}>
            {(data) => (
              <OfferCard
                token={token}
                offer={data}
                email={user.email ?? null}
                onAccepted={({ organization_id }) => {
                  forgetInvitation();
                  move.mutate(organization_id);
                }}
              />
            )}
          </Loaded>
        </div>
      )}
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useNavigate } from 'react-router';

import { Loaded } from '@/components/ui/loaded';
import { useInvitations } from '@/features/members/api/invitations';
import { useMembers } from '@/features/members/api/members';
import { InvitationsList } from '@/features/members/invitations-list';
import { InviteForm } from '@/features/members/invite-form';
import { Leaving } from '@/features/members/leaving';
import { MembersList } from '@/features/members/members-list';
import { NewOrganizationForm } from '@/features/members/new-organization-form';
import { SESSION_KEY } from '@/features/session/api/get-session';
import { useSwitchOrganization } from '@/features/session/api/switch-organization';
import { useSession } from '@/features/session/session-context';
import { mayAdminister } from '@/types/session';

import { usePageTitle } from './use-page-title';

/** Who belongs to the organization, who is invited, and the way out. */
export function MembersPage() {
  const { role, organization } = useSession();
  const members = useMembers();
  const client = useQueryClient();
  const navigate = useNavigate();
  const move = useSwitchOrganization(() => void navigate('/'));
  usePageTitle('Members');
  const refreshSession = (): void => {
    void client.invalidateQueries({ queryKey: SESSION_KEY });
  };
  const goElsewhere = (): void => {
    void navigate('/');
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    refreshSession();
  };
  return (
    <div className="mx-auto max-w-3xl space-y-10 px-5 py-10 sm:px-8">
      <div>
        <h1 className="text-2xl sm:text-[28px] sm:leading-9">Members</h1>
        <p className="mt-1 text-sm text-muted">{organization.name}</p>
      </div>
      <Loaded what="the members" query={members} lines={4}>
        {(data) => <MembersList members={data} role={role} onOwnRoleChanged={refreshSession} />}
      </Loaded>
      {mayAdminister(role) && <Inviting />}
      {members.data && (
        <Section title="Leaving">
          <Leaving
            members={members.data}
            organization={organization.name}
            onTransferred={refreshSession}
            onLeft={goElsewhere}
          />
        </Section>
      )}
      <Section title="Another organization">
        <NewOrganizationForm
          onMade={(id) => {
            move.mutate(id);
          }}
        />
      </Section>
    </div>
  );
}

function Inviting() {
  const invitations = useInvitations();
  return (
    <Section title="Invite somebody">
      <div className="space-y-4">
        <InviteForm />
        <Loaded what="the invitations" query={invitations} lines={2}>
          {(data) => data.length > 0 && <InvitationsList invitations={data} />}
        </Loaded>
      </div>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      <div className="mt-4">{children}</div>
    </section>
  );
}

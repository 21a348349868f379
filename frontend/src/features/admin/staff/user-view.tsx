import { useState } from 'react';

import { useUserAct, type UserDetail } from '../api/staff-accounts';
import { DetailLayout } from './detail-layout';
import { DoneNote } from './done-note';
import { Ago, EntityLink, TierMark } from './marks';
import { ReasonForm } from './reason-form';

/** A person as staff see them, and what staff can do. */
export function UserView({ user }: { user: UserDetail }) {
  const act = useUserAct(user.id);
  const [done, setDone] = useState<'suspend' | 'unsuspend' | null>(null);
  const suspended = user.suspended_since !== null;
  const next = suspended ? 'unsuspend' : 'suspend';
  return (
    <DetailLayout
      name={user.name}
      suspendedSince={user.suspended_since}
      suspendedBecause={user.suspended_because}
      marks={user.is_staff && <TierMark tier="staff" />}
      below={
        <>
          {user.email || 'no address'}
          {user.email && !user.email_verified && ', not vouched for'} ·{' '}
          <span className="font-mono text-xs">{user.id}</span>
        </>
      }
      facts={[
        ['Joined', <Ago key="joined" iso={user.created_at} />],
        ['Seen last', user.last_active_at ? <Ago key="seen" iso={user.last_active_at} /> : 'never'],
        ['Sessions', user.sessions],
        ['API keys', user.api_keys],
      ]}
      list={{
        title: 'Organizations',
        items: user.organizations.map(({ id, name, tier, role }) => ({
          key: id,
          row: (
            <>
              <EntityLink to={`/admin/organizations/${id}`}>{name}</EntityLink>
              <TierMark tier={tier} />
              <span className="ml-auto text-muted">{role}</span>
            </>
          ),
        })),
      }}
    >
      {done && (
        <DoneNote
          pending={act.isPending}
          onUndo={() => {
            const reason = 'Taken back at once: it was not meant.';
            act.mutate(
              { act: next, reason },
              {
                onSuccess: () => {
                  setDone(null);
                },
              },
            );
          }}
        >
          {done === 'suspend' ? `${user.name} is suspended.` : `${user.name} may sign in again.`}
        </DoneNote>
      )}
      <ReasonForm
        key={next}
        danger={!suspended}
        action={suspended ? 'Lift the suspension' : 'Suspend the person'}
        told={
          suspended
            ? 'Their keys work again, and they may sign in anew.'
            : 'Every session of theirs ends at once, they cannot sign in, and their API keys are refused. What they made stays.'
        }
        pending={act.isPending}
        error={act.error}
        onAct={(reason) => {
          act.mutate(
            { act: next, reason },
            {
              onSuccess: () => {
                setDone(next);
              },
            },
          );
        }}
      />
    </DetailLayout>
  );
}

import { useState } from 'react';

import { Alert } from '@/components/ui/alert';

import { useUserAct, type UserDetail } from '../api/staff-accounts';
import { DoneNote } from './done-note';
import { Facts } from './facts';
import { Ago, EntityLink, Suspended, TierMark } from './marks';
import { ReasonForm } from './reason-form';

/** A person as staff see them, and what staff can do. */
export function UserView({ user }: { user: UserDetail }) {
  const act = useUserAct(user.id);
  const [done, setDone] = useState<'suspend' | 'unsuspend' | null>(null);
  const suspended = user.suspended_since !== null;
  const next = suspended ? 'unsuspend' : 'suspend';
  return (
    <div className="space-y-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-xl break-words">{user.name}</h2>
        <Suspended since={user.suspended_since} />
        {user.is_staff && <TierMark tier="staff" />}
        <p className="w-full text-sm break-all text-muted">
          {user.email || 'no address'}
          {user.email && !user.email_verified && ', not vouched for'} ·{' '}
          <span className="font-mono text-xs">{user.id}</span>
        </p>
      </header>
      {user.suspended_because && (
        <Alert tone="warn" title="Why they are suspended">
          {user.suspended_because}
        </Alert>
      )}
      <Facts
        facts={[
          ['Joined', <Ago key="joined" iso={user.created_at} />],
          ['Seen last', user.last_active_at ? <Ago key="seen" iso={user.last_active_at} /> : 'never'],
          ['Sessions', user.sessions],
          ['API keys', user.api_keys],
        ]}
      />
      <section aria-labelledby="places">
        <h3 id="places" className="text-base">
          Organizations
        </h3>
        <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
          {user.organizations.map(({ id, name, tier, role }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 px-4 py-2.5 text-sm sm:px-5">
              <EntityLink to={`/admin/organizations/${id}`}>{name}</EntityLink>
              <TierMark tier={tier} />
              <span className="ml-auto text-muted">{role}</span>
            </li>
          ))}
        </ul>
      </section>
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
    </div>
  );
}

import { useId, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import { tellError } from '@/lib/api/errors';

import { INVITED_ROLES, useInvite, type InvitedRole } from './api/invitations';

const TITLES: Record<InvitedRole, string> = {
  admin: 'Admin: also members and settings',
  member: 'Member: makes plans',
  viewer: 'Viewer: reads',
};

export function InviteForm() {
  const id = useId();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<InvitedRole>('member');
  const [invited, setInvited] = useState<string | null>(null);
  const invite = useInvite((invitation) => {
    setEmail('');
    setInvited(invitation.email);
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setInvited(null);
    if (email.trim() && !invite.isPending) invite.mutate({ email: email.trim(), role });
  };
  return (
    <form
      onSubmit={submit}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[minmax(0,1fr)_15rem_auto] sm:items-end"
    >
      <div className="min-w-0">
        <label htmlFor={id} className="lettering text-faint">
          E-mail address
        </label>
        <input
          id={id}
          type="email"
          value={email}
          required
          maxLength={254}
          autoComplete="off"
          aria-describedby={`${id}-told`}
          aria-invalid={invite.isError}
          onChange={(event) => {
            setEmail(event.target.value);
          }}
          className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm hover:border-ink/40 aria-invalid:border-bad"
        />
      </div>
      <SelectField
        label="Invited as"
        value={role}
        choices={INVITED_ROLES.map((value) => ({ value, label: TITLES[value] }))}
        onChange={(value) => {
          setRole(INVITED_ROLES.find((one) => one === value) ?? 'member');
        }}
      />
      <Button type="submit" variant="primary" size="field" disabled={invite.isPending}>
        {invite.isPending ? 'Inviting…' : 'Invite'}
      </Button>
      <div id={`${id}-told`} className="contents text-[13px]">
        <p role="status" className="col-span-full text-muted empty:hidden">
          {invited && `A mail is on its way to ${invited}. Its link is good for a week.`}
        </p>
        <p role="alert" className="col-span-full text-bad empty:hidden">
          {invite.isError && `Not invited: ${tellError(invite.error)}`}
        </p>
      </div>
    </form>
  );
}

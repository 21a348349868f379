import { tellError } from '@/lib/api/errors';

import { ROLES, useChangeRole, useRemoveMember, type Member, type Role } from './api/members';
import { AskedButton } from './asked-button';
import { RoleSelect } from './role-select';

type Props = {
  members: Member[];
  /** One's own role, which says what may be changed. */
  role: Role;
  onOwnRoleChanged: () => void;
};

/** Everybody in the organization. Owners change all, admins all but owners. */
export function MembersList({ members, role, onOwnRoleChanged }: Props) {
  const change = useChangeRole((own) => {
    if (own) onOwnRoleChanged();
  });
  const remove = useRemoveMember();
  const owners = members.filter((one) => one.role === 'owner').length;
  return (
    <>
      <ul aria-label="Members" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {members.map((member) => {
          const editable = role === 'owner' || (role === 'admin' && member.role !== 'owner');
          const last = member.role === 'owner' && owners === 1;
          return (
            <li
              key={member.user_id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm"
            >
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium break-words">
                  {member.name} {member.you && <span className="font-normal text-faint">(you)</span>}
                </p>
                <p className="truncate text-[13px] text-muted">{member.email}</p>
              </div>
              {editable && !last ? (
                <RoleSelect
                  label={`Role of ${member.name}`}
                  value={member.role}
                  choices={role === 'owner' ? ROLES : ROLES.filter((one) => one !== 'owner')}
                  disabled={change.isPending}
                  onChange={(chosen) => {
                    change.mutate({ id: member.user_id, role: chosen });
                  }}
                />
              ) : (
                <span className="text-muted">{member.role}</span>
              )}
              {editable && !member.you && (
                <AskedButton
                  label="Remove"
                  about={member.name}
                  disabled={remove.isPending}
                  onSure={() => {
                    remove.mutate(member.user_id);
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      <p role="alert" className="mt-2 text-[13px] text-bad empty:hidden">
        {change.isError && `Not changed: ${tellError(change.error)}`}
        {remove.isError && `Not removed: ${tellError(remove.error)}`}
      </p>
    </>
  );
}

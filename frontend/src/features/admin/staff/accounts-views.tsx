import { SearchField } from '@/components/ui/search-field';
import { plural } from '@/lib/format/quantity';

import { organizationSchema, userSchema, type StaffOrganization, type User } from '../api/staff-accounts';
import { useStaffPages } from '../api/staff-pages';
import { Listing } from './listing';
import { Ago, EntityLink, Suspended, TierMark } from './marks';

type Props = { q: string; onSearch: (q: string) => void };

/** People, found by a part of their name or address, or by their id. */
export function UsersView({ q, onSearch }: Props) {
  const pages = useStaffPages<User>('/users', userSchema, { q });
  return (
    <div className="space-y-5">
      <SearchField label="A name, an address or an id" value={q} onChange={onSearch} />
      <Listing
        what="people"
        pages={pages}
        keyOf={({ id }) => id}
        empty={q ? 'Nobody fits' : 'Nobody has signed in yet'}
        columns={[
          {
            title: 'Name',
            className: 'whitespace-nowrap',
            cell: ({ id, name }) => (
              <EntityLink to={`/admin/users/${id}`}>{name || 'without a name'}</EntityLink>
            ),
          },
          {
            title: 'Address',
            className: 'w-full',
            cell: ({ email, email_verified: verified }) => (
              <span className="break-all text-muted">
                {email || '–'}
                {email && !verified && <span className="text-warn"> (not vouched for)</span>}
              </span>
            ),
          },
          { title: 'Standing', cell: ({ suspended_since: since }) => <Suspended since={since} /> },
          { title: 'Joined', cell: ({ created_at: at }) => <Ago iso={at} /> },
        ]}
      />
    </div>
  );
}

/** Organizations, found by a part of their name or of a member's address, or by their id. */
export function OrganizationsView({ q, onSearch }: Props) {
  const pages = useStaffPages<StaffOrganization>('/organizations', organizationSchema, { q });
  return (
    <div className="space-y-5">
      <SearchField label="A name, a member’s address or an id" value={q} onChange={onSearch} />
      <Listing
        what="organizations"
        pages={pages}
        keyOf={({ id }) => id}
        empty={q ? 'No organization fits' : 'There is no organization yet'}
        columns={[
          {
            title: 'Name',
            className: 'w-full',
            cell: ({ id, name }) => <EntityLink to={`/admin/organizations/${id}`}>{name}</EntityLink>,
          },
          { title: 'Tier', cell: ({ tier }) => <TierMark tier={tier} /> },
          {
            title: 'Members',
            className: 'whitespace-nowrap',
            cell: ({ members }) => plural(members, 'member'),
          },
          {
            title: 'Standing',
            cell: ({ suspended_since: since, deletion_due_at: due }) => (
              <>
                <Suspended since={since} />
                {due && <span className="block text-[13px] text-warn">to be deleted</span>}
              </>
            ),
          },
          { title: 'Made', cell: ({ created_at: at }) => <Ago iso={at} /> },
        ]}
      />
    </div>
  );
}

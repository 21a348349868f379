import { SelectField } from '@/components/ui/select-field';

import { ACTIONS, actSchema, type Act } from '../api/staff-log';
import { useStaffPages } from '../api/staff-pages';
import { TextFilter } from '../audit/text-filter';
import { Listing } from './listing';
import { Ago, EntityLink, shortened } from './marks';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type ActFilter = { action: string; organization: string; user: string };
type Props = { filter: ActFilter; onFilter: (filter: ActFilter) => void };

/** What staff did, to whom, and why. */
export function ActsView({ filter, onFilter }: Props) {
  const fault = (id: string): string | null =>
    id && !UUID.test(id) ? 'An id is 36 characters, as in an address.' : null;
  const askable = (id: string): string => (fault(id) ? '' : id);
  const pages = useStaffPages<Act>('/acts', actSchema, {
    action: filter.action,
    organization: askable(filter.organization),
    user: askable(filter.user),
  });
  return (
    <div className="space-y-5">
      <div
        role="search"
        aria-label="Filter the log"
        className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-3"
      >
        <SelectField
          label="What"
          none="Anything"
          value={filter.action}
          choices={Object.entries(ACTIONS).map(([value, label]) => ({ value, label }))}
          onChange={(action) => {
            onFilter({ ...filter, action });
          }}
        />
        <TextFilter
          label="On the organization"
          placeholder="Its id"
          value={filter.organization}
          fault={fault(filter.organization)}
          onChange={(organization) => {
            onFilter({ ...filter, organization });
          }}
        />
        <TextFilter
          label="On the person"
          placeholder="Their id"
          value={filter.user}
          fault={fault(filter.user)}
          onChange={(user) => {
            onFilter({ ...filter, user });
          }}
        />
      </div>
      <Listing
        what="acts"
        pages={pages}
        keyOf={({ id }) => id}
        empty="Nothing was done that fits"
        columns={[
          { title: 'When', cell: ({ at }) => <Ago iso={at} /> },
          {
            title: 'What',
            cell: (act) => (
              <>
                {ACTIONS[act.action] ?? act.action}
                <span className="block text-[13px] text-muted">{tellChange(act)}</span>
              </>
            ),
          },
          { title: 'On', cell: (act) => <Subject act={act} /> },
          { title: 'Why', className: 'w-1/3', cell: ({ reason }) => reason },
          {
            title: 'Who',
            cell: ({ staff_id: id }) =>
              id ? <EntityLink to={`/admin/users/${id}`}>{shortened(id)}</EntityLink> : 'the command line',
          },
        ]}
      />
    </div>
  );
}

function Subject({ act: { on_org: organization, on_user: user } }: { act: Act }) {
  return (
    <span className="whitespace-nowrap">
      {organization && (
        <EntityLink
          to={`/admin/organizations/${organization}`}
        >{`organization ${shortened(organization)}`}</EntityLink>
      )}
      {user && <EntityLink to={`/admin/users/${user}`}>{`person ${shortened(user)}`}</EntityLink>}
      {!organization && !user && '–'}
    </span>
  );
}

/** “tier: free → pro”. */
function tellChange({ before, after }: Act): string {
  return Object.keys(after)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name}: ${tell(before[name])} → ${tell(after[name])}`)
    .join('; ');
}

function tell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import { SelectField } from '@/components/ui/select-field';
import { formatSeconds } from '@/lib/format/time';

import { callSchema, type StaffCall } from '../api/staff-log';
import { useStaffPages } from '../api/staff-pages';
import { TextFilter } from '../audit/text-filter';
import { Listing } from './listing';
import { Ago, EntityLink, shortened } from './marks';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STATUSES = [
  { value: 'success', label: 'Succeeded' },
  { value: 'error', label: 'Failed' },
  { value: 'refused', label: 'Refused' },
  { value: 'allowed', label: 'Begun' },
] as const;

export type CallFilter = { status: string; server: string; organization: string; job: string };
type Props = { filter: CallFilter; onFilter: (filter: CallFilter) => void };

/** What agents called across all organizations, without what they called it with: those are the organizations' words. */
export function CallsView({ filter, onFilter }: Props) {
  const fault = (id: string): string | null => (id && !UUID.test(id) ? 'An id is 36 characters.' : null);
  const askable = (id: string): string => (fault(id) ? '' : id);
  const pages = useStaffPages<StaffCall>('/tool-calls', callSchema, {
    status: filter.status,
    server: filter.server,
    organization: askable(filter.organization),
    job: askable(filter.job),
  });
  const text = (name: 'server' | 'organization' | 'job') => ({
    value: filter[name],
    fault: name === 'server' ? null : fault(filter[name]),
    onChange: (value: string) => {
      onFilter({ ...filter, [name]: value });
    },
  });
  return (
    <div className="space-y-5">
      <div
        role="search"
        aria-label="Filter the calls"
        className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-4"
      >
        <SelectField
          label="Outcome"
          none="Any"
          value={filter.status}
          choices={STATUSES}
          onChange={(status) => {
            onFilter({ ...filter, status });
          }}
        />
        <TextFilter label="Server" placeholder="Its exact name" {...text('server')} />
        <TextFilter label="Organization" placeholder="Its id" {...text('organization')} />
        <TextFilter label="Job" placeholder="Its id" {...text('job')} />
      </div>
      <Listing
        what="calls"
        pages={pages}
        keyOf={({ id }) => id}
        empty="No call fits"
        columns={[
          { title: 'When', cell: ({ at }) => <Ago iso={at} /> },
          {
            title: 'Tool',
            className: 'w-full',
            cell: ({ name, server }) => (
              <>
                <span className="font-mono text-[13px] break-all">{name}</span>
                <span className="block text-[13px] text-muted">{server ?? 'a tool of our own'}</span>
              </>
            ),
          },
          { title: 'Outcome', cell: ({ status }) => status },
          {
            title: 'Took',
            className: 'whitespace-nowrap',
            cell: ({ seconds }) => (seconds === null ? '' : formatSeconds(seconds)),
          },
          {
            title: 'Organization',
            cell: ({ org_id: id }) => (
              <EntityLink to={`/admin/organizations/${id}`}>{shortened(id)}</EntityLink>
            ),
          },
        ]}
      />
    </div>
  );
}

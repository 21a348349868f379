/** The pages of staff. What each shows stands in its address. */
import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';

import { Loaded } from '@/components/ui/loaded';
import { useStaffOrganization, useUser } from '@/features/admin/api/staff-accounts';
import { OrganizationsView, UsersView } from '@/features/admin/staff/accounts-views';
import { ActsView, type ActFilter } from '@/features/admin/staff/acts-view';
import { CallsView, type CallFilter } from '@/features/admin/staff/calls-view';
import { DeadLettersView } from '@/features/admin/staff/dead-letters-view';
import { OrganizationView } from '@/features/admin/staff/organization-view';
import { OverviewView } from '@/features/admin/staff/overview-view';
import { UsageView } from '@/features/admin/staff/usage-view';
import { UserView } from '@/features/admin/staff/user-view';

import { usePageTitle } from '../use-page-title';

/** The parameters of the address by these names, empty where it has none, and the way to change them. */
function useAddress<Name extends string>(names: readonly Name[]) {
  const [address, setAddress] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, address.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const set = useCallback(
    (wanted: Record<Name, string>) => {
      const said = Object.entries<string>(wanted).filter(([, value]) => value);
      setAddress(new URLSearchParams(said), { replace: true, preventScrollReset: true });
    },
    [setAddress],
  );
  return [values, set] as const;
}

export function OverviewPage() {
  usePageTitle('Overview');
  return <OverviewView />;
}

export function UsersPage() {
  usePageTitle('People');
  const [{ q }, set] = useAddress(['q']);
  const search = useCallback(
    (text: string) => {
      set({ q: text });
    },
    [set],
  );
  return <UsersView q={q} onSearch={search} />;
}

export function OrganizationsPage() {
  usePageTitle('Organizations');
  const [{ q }, set] = useAddress(['q']);
  const search = useCallback(
    (text: string) => {
      set({ q: text });
    },
    [set],
  );
  return <OrganizationsView q={q} onSearch={search} />;
}

export function UserPage() {
  const { id = '' } = useParams();
  const user = useUser(id);
  usePageTitle(user.data?.name ?? 'Person');
  return (
    <>
      <Back to="/admin/users">People</Back>
      <Loaded what="the person" query={user} lines={9}>
        {(data) => <UserView key={data.id} user={data} />}
      </Loaded>
    </>
  );
}

export function OrganizationPage() {
  const { id = '' } = useParams();
  const organization = useStaffOrganization(id);
  usePageTitle(organization.data?.name ?? 'Organization');
  return (
    <>
      <Back to="/admin/organizations">Organizations</Back>
      <Loaded what="the organization" query={organization} lines={9}>
        {(data) => <OrganizationView key={data.id} organization={data} />}
      </Loaded>
    </>
  );
}

export function DeadLettersPage() {
  usePageTitle('Dead letters');
  return <DeadLettersView />;
}

export function UsagePage() {
  usePageTitle('Usage');
  const [{ month }, set] = useAddress(['month']);
  return (
    <UsageView
      month={month}
      onMonth={(wanted) => {
        set({ month: wanted });
      }}
    />
  );
}

export function ActsPage() {
  usePageTitle('Log of staff');
  const [filter, set] = useAddress<keyof ActFilter>(['action', 'organization', 'user']);
  return <ActsView filter={filter} onFilter={set} />;
}

export function CallsPage() {
  usePageTitle('Calls');
  const [filter, set] = useAddress<keyof CallFilter>(['status', 'server', 'organization', 'job']);
  return <CallsView filter={filter} onFilter={set} />;
}

function Back({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="mb-3 inline-flex items-center gap-1 text-sm text-muted hover:text-ink">
      <ArrowLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}

import { Outlet } from 'react-router';

import { PageTabs } from '@/components/ui/page-tabs';
import { useSession } from '@/features/session/session-context';
import { mayAdminister } from '@/types/session';

import { ForAdministrators } from './for-administrators';

const STAFFS = [
  { to: '/admin/overview', title: 'Overview' },
  { to: '/admin/users', title: 'People' },
  { to: '/admin/organizations', title: 'Organizations' },
  { to: '/admin/dead-letters', title: 'Dead letters' },
  { to: '/admin/usage', title: 'Usage' },
  { to: '/admin/calls', title: 'Calls' },
  { to: '/admin/acts', title: 'Log of staff' },
];
const SERVERS = { to: '/admin/tool-servers', title: 'Tool servers' };
const AUDIT = { to: '/admin/audit', title: 'Audit' };

/** The frame of what owners and admins see of their organization, and staff of all; others are told whom to ask. */
export function AdminPage() {
  const { role, organization, staff } = useSession();
  const administers = mayAdminister(role);
  const parts = [
    ...(staff ? STAFFS : []),
    ...(staff || administers ? [SERVERS] : []),
    ...(administers ? [AUDIT] : []),
  ];
  if (parts.length === 0) return <ForAdministrators role={role} />;
  return (
    <div className="mx-auto max-w-6xl px-5 py-8 sm:px-8 sm:py-10">
      <p className="lettering text-faint">{staff ? 'All organizations' : organization.name}</p>
      <h1 className="mt-2 text-2xl sm:text-[28px] sm:leading-9">Administration</h1>
      <div className="mt-5">
        <PageTabs label="Administration" parts={parts} />
      </div>
      <div className="pt-6">
        <Outlet />
      </div>
    </div>
  );
}

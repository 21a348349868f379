import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';

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
  const nav = useCurrentInView();
  if (parts.length === 0) return <ForAdministrators role={role} />;
  return (
    <div className="mx-auto max-w-6xl px-5 py-8 sm:px-8 sm:py-10">
      <p className="lettering text-faint">{staff ? 'All organizations' : organization.name}</p>
      <h1 className="mt-2 text-2xl sm:text-[28px] sm:leading-9">Administration</h1>
      <nav
        ref={nav}
        aria-label="Administration"
        className="mt-5 flex gap-1 overflow-x-auto border-b border-line"
      >
        {parts.map(({ to, title }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) =>
              clsx(
                'border-b-2 px-3 py-2.5 text-sm font-medium whitespace-nowrap outline-offset-[-2px] transition-colors',
                isActive ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
              )
            }
          >
            {title}
          </NavLink>
        ))}
      </nav>
      <div className="pt-6">
        <Outlet />
      </div>
    </div>
  );
}

/** Where they do not all fit, the part that is open is in view. */
function useCurrentInView() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - 24;
  }, [pathname]);
  return nav;
}

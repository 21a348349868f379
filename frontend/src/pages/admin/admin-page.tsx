import clsx from 'clsx';
import { NavLink, Outlet } from 'react-router';

import { useSession } from '@/features/session/session-context';
import { mayAdminister } from '@/types/session';

import { ForAdministrators } from './for-administrators';

const PARTS = [
  { to: '/admin/tool-servers', title: 'Tool servers' },
  { to: '/admin/audit', title: 'Audit' },
];

/** The frame of what owners and admins see; others are told whom to ask. */
export function AdminPage() {
  const { role, organization } = useSession();
  if (!mayAdminister(role)) return <ForAdministrators role={role} />;
  return (
    <div className="mx-auto max-w-6xl px-5 py-8 sm:px-8 sm:py-10">
      <p className="lettering text-faint">{organization.name}</p>
      <h1 className="mt-2 text-2xl sm:text-[28px] sm:leading-9">Administration</h1>
      <nav aria-label="Administration" className="mt-5 flex gap-1 border-b border-line">
        {PARTS.map(({ to, title }) => (
          <NavLink
            key={to}
            to={to}
            className={({ isActive }) =>
              clsx(
                '-mb-px border-b-2 px-3 py-2.5 text-sm font-medium whitespace-nowrap outline-offset-[-2px] transition-colors',
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

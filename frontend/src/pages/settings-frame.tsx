import { Outlet } from 'react-router';

import { PageTabs } from '@/components/ui/page-tabs';
import { useSession } from '@/features/session/session-context';
import { mayAdminister } from '@/types/session';

const PARTS = [
  { to: '/settings', title: 'General', end: true },
  { to: '/settings/members', title: 'Members' },
  { to: '/settings/notifications', title: 'Notifications' },
  { to: '/settings/shared-links', title: 'Shared links' },
];
const WEBHOOKS = { to: '/settings/webhooks', title: 'Webhooks' };

/** What may be set, a page for each part, with the way from one to the other. */
export function SettingsFrame() {
  const { role } = useSession();
  return (
    <>
      <div className="mx-auto max-w-3xl px-5 pt-5 sm:px-8">
        <PageTabs label="Settings" parts={[...PARTS, ...(mayAdminister(role) ? [WEBHOOKS] : [])]} />
      </div>
      <Outlet />
    </>
  );
}

import { Outlet } from 'react-router';

import { useSession } from '@/features/session/session-context';

import { NotFoundPage } from '../not-found-page';

/** What only staff have; to others there is no such page. The server asks for itself. */
export function ForStaff() {
  return useSession().staff ? <Outlet /> : <NotFoundPage />;
}

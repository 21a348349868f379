import { Navigate } from 'react-router';

import { useSession } from '@/features/session/session-context';

/** What opens first: for staff the whole site, for others their organization's servers. */
export function AdminStart() {
  return <Navigate to={useSession().staff ? 'overview' : 'tool-servers'} replace />;
}

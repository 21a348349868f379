import { createContext, useContext, type ReactNode } from 'react';

import type { Session } from '@/types/session';

import { useOtherTabs } from './other-tabs';
import { useRenewal } from './use-renewal';

const SessionContext = createContext<Session | null>(null);

/** Below it somebody is signed in, and stays so. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  useRenewal(session.expires_at);
  useOtherTabs();
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The signed-in session. Throws outside of SessionProvider. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

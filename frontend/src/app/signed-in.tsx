import { lazy, Suspense, useState } from 'react';
import { Navigate, useLocation } from 'react-router';

import { QueryError } from '@/components/ui/query-error';
import { Spinner } from '@/components/ui/spinner';
import { useSessionQuery } from '@/features/session/api/get-session';
import { SessionProvider } from '@/features/session/session-context';
import { ApiError } from '@/lib/api/errors';

import { Shell } from './shell';

export const loadLandingPage = () => import('@/pages/landing-page');

const LandingPage = lazy(() => loadLandingPage().then((module) => ({ default: module.LandingPage })));

/** Everything behind the sign-in: without a session it leads there, and back here afterwards; `/` is then the first page. */
export function SignedIn() {
  const session = useSessionQuery();
  const location = useLocation();
  const refused = session.error instanceof ApiError && session.error.status === 401;
  const signedOut = useLast(refused, session.data !== undefined);
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <Shell />
      </SessionProvider>
    );
  }
  if (signedOut && location.pathname === '/') {
    return (
      <Suspense fallback={null}>
        <LandingPage />
      </Suspense>
    );
  }
  if (refused) {
    const next = encodeURIComponent(location.pathname + location.search);
    return <Navigate to={`/sign-in?next=${next}`} replace />;
  }
  return (
    <main className="mx-auto grid h-full max-w-md place-items-center px-6 text-muted">
      {session.isError ? (
        <QueryError what="Your session" error={session.error} retry={() => void session.refetch()} />
      ) : (
        <Spinner label="Loading" className="animate-late" />
      )}
    </main>
  );
}

/** Who was refused stays so while it is asked again, as when a window comes to the front: the page must not blink. */
function useLast(refused: boolean, answered: boolean): boolean {
  const [signedOut, setSignedOut] = useState(false);
  if (refused && !signedOut) setSignedOut(true);
  if (answered && signedOut) setSignedOut(false);
  return signedOut || refused;
}

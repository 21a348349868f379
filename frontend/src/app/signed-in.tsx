import { Navigate, useLocation } from 'react-router';

import { QueryError } from '@/components/ui/query-error';
import { Spinner } from '@/components/ui/spinner';
import { useSessionQuery } from '@/features/session/api/get-session';
import { SessionProvider } from '@/features/session/session-context';
import { ApiError } from '@/lib/api/errors';

import { Shell } from './shell';

/** Everything behind the sign-in: without a session it leads there, and back here afterwards. */
export function SignedIn() {
  const session = useSessionQuery();
  const location = useLocation();
  if (session.error instanceof ApiError && session.error.status === 401) {
    const next = encodeURIComponent(location.pathname + location.search);
    return <Navigate to={next === '%2F' ? '/sign-in' : `/sign-in?next=${next}`} replace />;
  }
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <Shell />
      </SessionProvider>
    );
  }
  return (
    <main className="mx-auto grid h-full max-w-md place-items-center px-6 text-muted">
      {session.isError ? (
        <QueryError what="Your session" error={session.error} retry={() => void session.refetch()} />
      ) : (
        <Spinner label="Loading" />
      )}
    </main>
  );
}

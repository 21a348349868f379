import { useEffect } from 'react';

import { renewSession } from '@/lib/api/renewal';

/** So long before its end a token is renewed; links to files have nobody who would renew it for them. */
const EARLY_MS = 90_000;
const SOONEST_MS = 30_000;
const LATEST_MS = 8 * 60_000;

/**
 * Renews the access token while the page is looked at, and when somebody comes back to it. A page that nobody looks at
 * does not keep a session alive.
 */
export function useRenewal(expiresAt: string | null | undefined): void {
  useEffect(() => {
    if (!expiresAt) return undefined;
    let due = dueAt(expiresAt);
    let timer: number | undefined;
    let stopped = false;
    const schedule = (): void => {
      window.clearTimeout(timer);
      if (!stopped) timer = window.setTimeout(renew, Math.max(0, due - Date.now()));
    };
    const renew = (): void => {
      if (document.visibilityState !== 'visible') return;
      renewSession()
        .then(({ alive, expiresAt: next }) => {
          if (!alive) stopped = true;
          due = next ? dueAt(next) : Date.now() + SOONEST_MS;
          schedule();
        })
        .catch(() => {
          due = Date.now() + SOONEST_MS;
          schedule();
        });
    };
    schedule();
    document.addEventListener('visibilitychange', schedule);
    return () => {
      stopped = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', schedule);
    };
  }, [expiresAt]);
}

/** Within limits that hold whatever this machine's clock says. */
function dueAt(expiresAt: string): number {
  const left = Date.parse(expiresAt) - Date.now() - EARLY_MS;
  return Date.now() + Math.min(LATEST_MS, Math.max(SOONEST_MS, left));
}

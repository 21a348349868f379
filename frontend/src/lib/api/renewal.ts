/** Keeps the session alive: its access token lasts minutes, and is renewed with a cookie that no script can read. */
import { env } from '@/config/env';

export const RENEWAL_PATH = '/auth/refresh';

export type Renewal = { alive: boolean; expiresAt: string | null };

const listeners = new Set<() => void>();
let running: Promise<Renewal> | null = null;
let signedIn = false;

/** New tokens; `alive` is false where the session has ended. Rejects where the server did not say. One at a time. */
export function renewSession(): Promise<Renewal> {
  running ??= renew().finally(() => {
    running = null;
  });
  return running;
}

/** Calls `listener` when a session that was alive has ended; returns the function that stops that. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Something was answered to who is signed in. */
export function noteSignedIn(): void {
  signedIn = true;
}

async function renew(): Promise<Renewal> {
  const response = await fetch(env.apiUrl + RENEWAL_PATH, { method: 'POST', credentials: 'same-origin' });
  if (response.status === 401) {
    const ended = signedIn;
    signedIn = false;
    // Only once: what listens asks for the session, which is then refused again.
    if (ended) for (const listener of listeners) listener();
    return { alive: false, expiresAt: null };
  }
  if (!response.ok)
    throw new Error(`The session could not be renewed: the server answered ${response.status}.`);
  return { alive: true, expiresAt: expiryOf(await response.json().catch(() => null)) };
}

function expiryOf(body: unknown): string | null {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : null;
  if (typeof data !== 'object' || data === null || !('expires_at' in data)) return null;
  return typeof data.expires_at === 'string' ? data.expires_at : null;
}

/** Where somebody is signed in, as MSW handlers. Nobody's session can be renewed unless a test says so. */
import { http } from 'msw';

import { answer, refusal } from './answers';

const AGENT_LINUX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const AGENT_PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1';

export const SESSIONS = [
  {
    id: '0190c0de-0000-4000-8000-00000000000a',
    created_at: '2026-11-22T09:00:00Z',
    last_seen_at: '2026-11-22T12:00:00Z',
    ends_at: '2026-11-23T12:00:00Z',
    address: '192.0.2.7',
    agent: AGENT_LINUX,
    current: true,
  },
  {
    id: '0190c0de-0000-4000-8000-00000000000b',
    created_at: '2026-11-21T18:00:00Z',
    last_seen_at: '2026-11-22T08:00:00Z',
    ends_at: '2026-11-23T08:00:00Z',
    address: '198.51.100.20',
    agent: AGENT_PHONE,
    current: false,
  },
];

let kept = SESSIONS;

export function resetSessions(): void {
  kept = SESSIONS;
}

export const sessionHandlers = [
  http.post('/auth/refresh', () => refusal(401, 'unauthenticated', 'Your session has ended; sign in again.')),
  http.get('/api/v1/sessions', () => answer(kept)),
  http.delete('/api/v1/sessions', () => answer({ ended: kept.length })),
  http.delete<{ id: string }>('/api/v1/sessions/:id', ({ params }) => {
    if (!kept.some(({ id }) => id === params.id))
      return refusal(404, 'not_found', 'There is no such session.');
    kept = kept.filter(({ id }) => id !== params.id);
    return answer({ ended: 1 });
  }),
  http.post('/api/v1/session/organization', () => answer({ expires_at: '2026-11-22T12:10:00Z' })),
];

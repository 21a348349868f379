/** Keys for programs, kept in memory. */
import { http } from 'msw';

import type { ApiKey, NewKey } from '@/features/api-keys/api/keys';

import { answer, refusal } from './answers';

export const apiKeys: { kept: ApiKey[] } = { kept: [] };

export function resetApiKeys(): void {
  apiKeys.kept = [];
}

let made = 0;

export function makeKey(fields: Partial<ApiKey> = {}): ApiKey {
  made += 1;
  return {
    id: `key-${made}`,
    name: 'nightly import',
    prefix: 'gp_abc',
    scope: 'submit',
    created_at: new Date().toISOString(),
    expires_at: '2030-01-02T12:00:00Z',
    last_used_at: null,
    revoked_at: null,
    revocable: true,
    ...fields,
  };
}

export const apiKeyHandlers = [
  http.get('/api/v1/api-keys', () => answer(apiKeys.kept)),
  http.post('/api/v1/api-keys', async ({ request }) => {
    const { name, scope } = (await request.json()) as NewKey;
    const key = makeKey({ name, scope });
    apiKeys.kept.unshift(key);
    return answer({ ...key, key: `${key.prefix}_the_secret` }, {}, { status: 201 });
  }),
  http.delete<{ id: string }>('/api/v1/api-keys/:id', ({ params }) => {
    const key = apiKeys.kept.find(({ id }) => id === params.id);
    if (!key) return refusal(404, 'not_found', 'There is no such key of yours.');
    key.revoked_at = new Date().toISOString();
    return answer(key);
  }),
];

import { http } from 'msw';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';

import { answer, refusal } from '@/testing/answers';
import { server } from '@/testing/server';

import { request } from './client';
import { onSignedOut, renewSession } from './renewal';

const ask = () => request('/api/v1/thing', z.object({ size: z.number() }));
const EXPIRES = '2026-11-22T12:10:00Z';

/** An API that refuses until the session was renewed; what it was asked. */
function expiredApi(renewal: () => Response = () => answer({ expires_at: EXPIRES })): string[] {
  const asked: string[] = [];
  let good = false;
  server.use(
    http.get('/api/v1/thing', () => {
      asked.push('thing');
      return good ? answer({ size: 3 }) : refusal(401, 'unauthenticated', 'Sign in.');
    }),
    http.post('/auth/refresh', () => {
      asked.push('refresh');
      const given = renewal();
      good = given.ok;
      return given;
    }),
  );
  return asked;
}

test('a token whose time is over is renewed, and the request sent again, without a word', async () => {
  const asked = expiredApi();
  await expect(ask()).resolves.toEqual({ size: 3 });
  expect(asked).toEqual(['thing', 'refresh', 'thing']);
});

test('many requests at once are one renewal', async () => {
  const asked = expiredApi();
  await Promise.all([ask(), ask(), ask()]);
  expect(asked.filter((one) => one === 'refresh')).toHaveLength(1);
});

test('where the session has ended the refusal stands, and who listens hears of it once', async () => {
  server.use(http.get('/api/v1/thing', () => answer({ size: 3 })));
  await ask();
  const asked = expiredApi(() => refusal(401, 'unauthenticated', 'Sign in.'));
  const heard = vi.fn();
  const stop = onSignedOut(heard);
  await expect(ask()).rejects.toMatchObject({ status: 401 });
  await expect(ask()).rejects.toMatchObject({ status: 401 });
  stop();
  expect(heard).toHaveBeenCalledTimes(1);
  expect(asked).toEqual(['thing', 'refresh', 'thing', 'refresh']);
});

test('a server that cannot renew just now signs nobody out', async () => {
  expiredApi(() => refusal(503, 'database_unavailable', 'Later.'));
  const heard = vi.fn();
  const stop = onSignedOut(heard);
  await expect(ask()).rejects.toMatchObject({ name: 'NetworkError' });
  stop();
  expect(heard).not.toHaveBeenCalled();
});

test('a renewal tells when the next one is due', async () => {
  expiredApi();
  await expect(renewSession()).resolves.toEqual({ alive: true, expiresAt: EXPIRES });
});

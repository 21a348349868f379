import { renderHook } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { answer, refusal } from '@/testing/answers';
import { server } from '@/testing/server';

import { useRenewal } from './use-renewal';

const MINUTE = 60_000;
let renewals = 0;

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();
const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE);
const look = (state: 'visible' | 'hidden'): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  renewals = 0;
  server.use(
    http.post('/auth/refresh', () => {
      renewals += 1;
      return answer({ expires_at: inMinutes(10) });
    }),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** MSW answers in its own time: until the count is there, or it is clear that it will not be. */
async function expectRenewals(count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      await vi.advanceTimersByTimeAsync(1);
      expect(renewals).toBe(count);
    },
    { timeout: 3_000 },
  );
}

test('a token is renewed before its end, again and again', async () => {
  renderHook(() => {
    useRenewal(inMinutes(10));
  });
  await pass(7);
  expect(renewals).toBe(0);
  await pass(1.5);
  await expectRenewals(1);
  await pass(8.5);
  await expectRenewals(2);
});

test('a page that nobody looks at keeps no session alive, and renews when somebody comes back', async () => {
  renderHook(() => {
    useRenewal(inMinutes(10));
  });
  look('hidden');
  await pass(60);
  expect(renewals).toBe(0);
  look('visible');
  await expectRenewals(1);
});

test('where the session has ended nothing more is tried', async () => {
  server.use(
    http.post('/auth/refresh', () => {
      renewals += 1;
      return refusal(401, 'unauthenticated', 'Sign in.');
    }),
  );
  renderHook(() => {
    useRenewal(inMinutes(2));
  });
  await pass(1);
  await expectRenewals(1);
  await pass(60);
  expect(renewals).toBe(1);
});

test('a page that is left renews nothing', async () => {
  const { unmount } = renderHook(() => {
    useRenewal(inMinutes(10));
  });
  unmount();
  await pass(60);
  expect(renewals).toBe(0);
});

/** Defaults of every query: retry what may pass, never what was refused. */
import { QueryCache, QueryClient } from '@tanstack/react-query';

import { ApiError, UnexpectedResponse } from './errors';
import { onSignedOut } from './renewal';

const RETRIES = 2;

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    // A session that ended meanwhile shows at the next answer: asking for it again leads to the sign-in.
    queryCache: new QueryCache({
      onError: (error, query) => {
        const signedOut = error instanceof ApiError && error.status === 401;
        if (signedOut && query.queryKey[0] !== 'session') void client.resetQueries({ queryKey: ['session'] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < RETRIES && mayPass(error),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5_000),
      },
      mutations: { retry: false },
    },
  });
  // So does one that ended while only a socket, a mutation or the timer was at work.
  onSignedOut(() => void client.resetQueries({ queryKey: ['session'] }));
  return client;
}

function mayPass(error: Error): boolean {
  if (error instanceof ApiError) return error.passing;
  return !(error instanceof UnexpectedResponse);
}

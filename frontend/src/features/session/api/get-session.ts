import { useQuery } from '@tanstack/react-query';

import { request } from '@/lib/api/client';
import { sessionSchema } from '@/types/session';

export const SESSION_KEY = ['session'];

/** Who is signed in. Fails with an ApiError of status 401 where nobody is. */
export function useSessionQuery() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => request('/api/v1/session', sessionSchema, { signal }),
    staleTime: 5 * 60_000,
  });
}

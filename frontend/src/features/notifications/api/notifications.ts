import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';

import { request } from '@/lib/api/client';

const PATH = '/api/v1/me/notifications';
const KEY = ['notifications'];

export const LEVELS = ['all', 'digests', 'none'] as const;
export type Level = (typeof LEVELS)[number];

export const KINDS = [
  'job_finished',
  'job_failed',
  'batch_finished',
  'quota',
  'export_ready',
  'billing',
  'webhook_disabled',
] as const;
export type Kind = (typeof KINDS)[number];

const preferencesSchema = z.object({
  email: z.string(),
  level: z.enum(LEVELS),
  kinds: z.record(z.enum(KINDS), z.boolean()),
  suppressed: z.object({ reason: z.enum(['bounce', 'complaint']), since: z.string() }).nullable(),
});
export type NotificationPreferences = z.infer<typeof preferencesSchema>;

/** What is left out stays. */
export type NotificationChange = { level?: Level; kinds?: Partial<Record<Kind, boolean>> };

/** Which mails one gets, in every organization. */
export function useNotifications() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request(PATH, preferencesSchema, { signal }),
  });
}

/** Changes some; what is shown meanwhile is what was chosen. */
export function useNotificationChange() {
  const client = useQueryClient();
  return useMutation<NotificationPreferences, Error, NotificationChange, NotificationPreferences | undefined>(
    {
      // One after the other: an answer that comes late must not show a choice from before.
      scope: { id: 'notifications' },
      mutationFn: (body) => request(PATH, preferencesSchema, { method: 'PATCH', body }),
      onMutate: (change) => {
        const before = client.getQueryData<NotificationPreferences>(KEY);
        if (before) {
          const kinds = { ...before.kinds, ...change.kinds };
          client.setQueryData<NotificationPreferences>(KEY, {
            ...before,
            level: change.level ?? before.level,
            kinds,
          });
        }
        return before;
      },
      onError: () => client.invalidateQueries({ queryKey: KEY }),
      onSuccess: (changed) => {
        client.setQueryData(KEY, changed);
      },
    },
  );
}

/** Lets mails go to one's address again. */
export function useTryAgain() {
  const client = useQueryClient();
  return useMutation<NotificationPreferences>({
    mutationFn: () => request(`${PATH}/try-again`, preferencesSchema, { method: 'POST' }),
    onSuccess: (changed) => {
      client.setQueryData(KEY, changed);
    },
  });
}

/** Which mails somebody gets, kept in memory, and changed as the API does. */
import { http } from 'msw';

import type { NotificationChange, NotificationPreferences } from '@/features/notifications/api/notifications';

import { answer } from './answers';

export const notifications: { kept: NotificationPreferences } = { kept: fresh() };

function fresh(): NotificationPreferences {
  const kinds = { job_finished: true, job_failed: true, batch_finished: true, quota: true };
  return {
    email: 'ada@example.com',
    level: 'all',
    kinds: { ...kinds, export_ready: true, billing: true, webhook_disabled: true },
    suppressed: null,
  };
}

export function resetNotifications(): void {
  notifications.kept = fresh();
}

export const notificationHandlers = [
  http.get('/api/v1/me/notifications', () => answer(notifications.kept)),
  http.patch('/api/v1/me/notifications', async ({ request }) => {
    const change = (await request.json()) as NotificationChange;
    const { level, kinds } = notifications.kept;
    notifications.kept = {
      ...notifications.kept,
      level: change.level ?? level,
      kinds: { ...kinds, ...change.kinds },
    };
    return answer(notifications.kept);
  }),
  http.post('/api/v1/me/notifications/try-again', () => {
    notifications.kept = { ...notifications.kept, suppressed: null };
    return answer(notifications.kept);
  }),
];

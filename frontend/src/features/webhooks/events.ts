/** What a webhook can be told of, in words. */

export const EVENTS = [
  'job.succeeded',
  'job.failed',
  'job.cancelled',
  'batch.finished',
  'export.ready',
] as const;
export type WebhookEvent = (typeof EVENTS)[number];

export const EVENT_WORDS: Record<WebhookEvent, string> = {
  'job.succeeded': 'A job has succeeded',
  'job.failed': 'A job has failed',
  'job.cancelled': 'A job was cancelled',
  'batch.finished': 'All jobs of a batch have ended',
  'export.ready': 'An export can be downloaded',
};

/** The live server as an MSW handler: replays the backend's events of a job, then passes on what is broadcast. */
import { ws } from 'msw';

import type { ProgressEvent } from '@/types/progress-event';

import { backend } from './handlers';
import { SESSION } from './plans';

const link = ws.link(`${SESSION.live_url}/live`);

type Client = { send: (text: string) => void };
const subscribed = new Map<string, Set<Client>>();

export const liveHandler = link.addEventListener('connection', ({ client }) => {
  client.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data as string) as { type: string; job_id: string; after: number };
    if (message.type !== 'subscribe') return;
    subscribed.set(message.job_id, (subscribed.get(message.job_id) ?? new Set()).add(client));
    client.send(JSON.stringify({ type: 'subscribed', job_id: message.job_id }));
    for (const event of backend.events.get(message.job_id) ?? []) {
      if (event.seq > message.after) client.send(JSON.stringify(event));
    }
  });
});

/** Keeps an event for replays, and sends it to every socket that follows its job. */
export function publish(event: ProgressEvent): void {
  backend.events.set(event.job_id, [...(backend.events.get(event.job_id) ?? []), event]);
  subscribed.get(event.job_id)?.forEach((client) => {
    client.send(JSON.stringify(event));
  });
}

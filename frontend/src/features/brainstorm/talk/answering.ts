/** Folds the events of a turn into the answer as far as it has come. Pure: live or replayed, the same events say the same. */
import type { JobState } from '@/types/job';
import type { AnyEvent, ProgressEvent } from '@/types/progress-event';

export type Answering = {
  state: JobState;
  attempt: number;
  text: string;
  /** What is done now: the name of a tool, or else the title of a stage. */
  doing: string;
};

export const NOTHING_SAID: Answering = { state: 'queued', attempt: 0, text: '', doing: '' };

export function applyEvents(answering: Answering, events: AnyEvent[]): Answering {
  return events.reduce((now, event) => (event.type === 'unknown' ? now : apply(now, event)), answering);
}

function apply(now: Answering, event: ProgressEvent): Answering {
  switch (event.type) {
    case 'state': {
      const attempt = event.data.attempt ?? now.attempt;
      // A turn that is tried again is answered from its start.
      const base = attempt > now.attempt && now.attempt > 0 ? NOTHING_SAID : now;
      return { ...base, state: event.data.state, attempt };
    }
    case 'delta':
      return { ...now, text: event.data.anew ? event.data.text : now.text + event.data.text };
    case 'stage':
      return event.data.status === 'started' ? { ...now, doing: event.data.title } : now;
    case 'tool':
      return event.data.phase === 'before' ? { ...now, doing: toolTitle(event.data.name) } : now;
    default:
      return now;
  }
}

/** `aws___search_documentation` → Search documentation. */
function toolTitle(name: string): string {
  const words = (name.split('___').at(-1) ?? name).replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

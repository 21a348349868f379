import { useId, useState, type ReactNode, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import type { NewWebhook } from './api/webhooks';
import { EVENT_WORDS, EVENTS, type WebhookEvent } from './events';

const URL_CHARACTERS = 2000;
const DESCRIPTION_CHARACTERS = 200;
const FIELD =
  'mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink/40 aria-invalid:border-bad';

type Props = {
  begin: NewWebhook;
  /** What the button says, and what it says meanwhile. */
  words: { send: string; sending: string; refused: string };
  pending: boolean;
  error: Error | null;
  onSubmit: (wanted: NewWebhook) => void;
  more?: ReactNode;
};

/** Where to tell of what; for a new webhook, and for changing one. */
export function WebhookForm({ begin, words, pending, error, onSubmit, more }: Props) {
  const id = useId();
  const [wanted, setWanted] = useState(begin);
  const without = wanted.events.length === 0;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (pending || without) return;
    onSubmit({ ...wanted, url: wanted.url.trim(), description: wanted.description.trim() });
  };
  const set = (change: Partial<NewWebhook>): void => {
    setWanted({ ...wanted, ...change });
  };
  return (
    <form onSubmit={submit} className="space-y-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <div>
        <label htmlFor={`${id}-url`} className="lettering text-faint">
          Address
        </label>
        <input
          id={`${id}-url`}
          type="url"
          inputMode="url"
          value={wanted.url}
          required
          maxLength={URL_CHARACTERS}
          placeholder="https://hooks.example.com/groundplan"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-fault`}
          aria-invalid={error !== null}
          onChange={({ target }) => {
            set({ url: target.value });
          }}
          className={`${FIELD} font-mono text-[13px]`}
        />
      </div>
      <div>
        <label htmlFor={`${id}-description`} className="lettering text-faint">
          What it is for
        </label>
        <input
          id={`${id}-description`}
          value={wanted.description}
          maxLength={DESCRIPTION_CHARACTERS}
          placeholder="Opens a ticket where a plan failed"
          autoComplete="off"
          onChange={({ target }) => {
            set({ description: target.value });
          }}
          className={FIELD}
        />
      </div>
      <EventsChoice
        events={wanted.events}
        onChange={(events) => {
          set({ events });
        }}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" size="field" disabled={pending || without}>
          {pending ? words.sending : words.send}
        </Button>
        {more}
        <p id={`${id}-fault`} role="alert" className="text-[13px] break-words text-bad empty:hidden">
          {error ? `${words.refused}: ${tellError(error)}` : without ? 'Choose one event at least.' : ''}
        </p>
      </div>
    </form>
  );
}

type ChoiceProps = { events: WebhookEvent[]; onChange: (events: WebhookEvent[]) => void };

function EventsChoice({ events, onChange }: ChoiceProps) {
  return (
    <fieldset>
      <legend className="lettering text-faint">It is told when</legend>
      <ul className="mt-1.5 grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {EVENTS.map((event) => (
          <li key={event}>
            <label className="grid w-fit cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-3">
              <input
                type="checkbox"
                checked={events.includes(event)}
                onChange={({ target }) => {
                  onChange(EVENTS.filter((one) => (one === event ? target.checked : events.includes(one))));
                }}
                className="mt-0.5 size-4 accent-(--accent)"
              />
              <span className="text-sm">
                {EVENT_WORDS[event]}
                <code className="block font-mono text-xs text-faint">{event}</code>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

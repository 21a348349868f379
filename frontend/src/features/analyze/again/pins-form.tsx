import { Pin, Plus, X } from 'lucide-react';
import { useId, useRef, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { PIN_CHARACTERS, PINS } from '@/config/limits';
import { tellError } from '@/lib/api/errors';

type Props = {
  pinned: string[];
  suggestions: string[];
  busy: boolean;
  error: Error | null;
  onSubmit: (pins: string[]) => void;
};

/** Services that must be in every option, or in none; then everything is compared again. */
export function PinsForm({ pinned, suggestions, busy, error, onSubmit }: Props) {
  const [pins, setPins] = useState(pinned);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const full = pins.length >= PINS;

  const add = (pin: string): void => {
    if (pin.trim() && !full) setPins([...new Set([...pins, pin.trim()])]);
  };
  const written = text.trim() && !full ? [...new Set([...pins, text.trim()])] : pins;
  const changed = written.join('\n') !== pinned.join('\n');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (changed && !busy) onSubmit(written);
    else field.current?.focus();
  };

  return (
    <form
      onSubmit={submit}
      aria-labelledby={`${id}-title`}
      className="rounded-lg border border-line-strong bg-surface p-5 sm:px-6"
    >
      <h2 id={`${id}-title`} className="flex items-center gap-2 text-base">
        <Pin aria-hidden className="size-4 text-accent" />
        Pin a service and compare again
      </h2>
      <p className="mt-1 text-[13px] text-muted">
        A pin goes before the request, in all three options: <q>must use Aurora</q>, <q>no Lambda</q>.
      </p>
      {pins.length > 0 && (
        <ul aria-label="Pinned" className="mt-3 flex flex-wrap gap-2">
          {pins.map((pin) => (
            <li
              key={pin}
              className="flex items-center gap-1 rounded-full bg-accent-soft py-1 pr-1 pl-3 text-[13px] text-ink"
            >
              {pin}
              <button
                type="button"
                aria-label={`Take away: ${pin}`}
                onClick={() => {
                  setPins(pins.filter((one) => one !== pin));
                }}
                className="grid size-6 place-items-center rounded-full text-muted hover:bg-surface hover:text-bad"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex gap-2 max-sm:flex-col">
        <label htmlFor={`${id}-field`} className="sr-only">
          A service to pin
        </label>
        <input
          ref={field}
          id={`${id}-field`}
          value={text}
          maxLength={PIN_CHARACTERS}
          placeholder={full ? `${PINS} pins are the most` : 'must use …'}
          disabled={full}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => {
            setText(event.target.value);
          }}
          className="h-10 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink/40 disabled:opacity-60"
        />
        <Button type="submit" variant={changed ? 'primary' : 'outline'} disabled={busy || !changed}>
          {busy ? 'Sending…' : 'Compare again'}
        </Button>
      </div>
      {suggestions.length > 0 && (
        <ul aria-label="Suggestions" className="mt-3 flex flex-wrap gap-2">
          {suggestions
            .filter((pin) => !pins.includes(pin))
            .map((pin) => (
              <li key={pin}>
                <button
                  type="button"
                  disabled={full}
                  onClick={() => {
                    add(pin);
                  }}
                  className="flex items-center gap-1 rounded-full border border-line px-3 py-1 text-left text-[13px] text-muted hover:border-accent hover:text-ink disabled:opacity-50"
                >
                  <Plus aria-hidden className="size-3.5 shrink-0" />
                  {pin}
                </button>
              </li>
            ))}
        </ul>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-3 text-[13px] text-bad">
          Not started: {tellError(error)}
        </p>
      )}
    </form>
  );
}

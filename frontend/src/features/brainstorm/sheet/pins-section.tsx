import { Plus, X } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { PIN_CHARACTERS, PINS } from '@/config/limits';

import { Section } from './section';

type Props = {
  pins: string[];
  fault: string | undefined;
  onSet?: ((pins: string[]) => void) | undefined;
};

/** Choices that go before everything that was said: “must use Aurora”, “no Lambda”. */
export function PinsSection({ pins, fault, onSet }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const full = pins.length >= PINS;
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!text.trim() || full) return;
    onSet?.([...new Set([...pins, text.trim()])]);
    setText('');
  };
  return (
    <Section title="Pinned">
      {pins.length === 0 && !onSet && <p className="text-[13px] text-muted">Nothing is pinned.</p>}
      {pins.length > 0 && (
        <ul aria-label="Pins" className="mb-3 flex flex-wrap gap-1.5">
          {pins.map((pin) => (
            <li
              key={pin}
              className="flex max-w-full items-center gap-1 rounded-full bg-accent-soft py-0.5 pr-0.5 pl-3 text-[13px] last:pr-0.5 not-has-[button]:pr-3"
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">{pin}</span>
              {onSet && (
                <button
                  type="button"
                  aria-label={`Take away: ${pin}`}
                  onClick={() => {
                    onSet(pins.filter((one) => one !== pin));
                  }}
                  className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:bg-surface hover:text-bad"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {onSet && (
        <form onSubmit={add} className="flex gap-2">
          <label htmlFor={id} className="sr-only">
            A service to pin
          </label>
          <input
            id={id}
            value={text}
            maxLength={PIN_CHARACTERS}
            disabled={full}
            placeholder={full ? `${PINS} pins are the most` : 'must use … / no …'}
            aria-describedby={`${id}-fault`}
            aria-invalid={fault !== undefined}
            onChange={(event) => {
              setText(event.target.value);
            }}
            className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5 text-[13px] placeholder:text-faint hover:border-ink/40 disabled:opacity-60 aria-invalid:border-bad"
          />
          <Button type="submit" size="small" disabled={full || !text.trim()}>
            <Plus aria-hidden className="size-3.5" />
            Pin
          </Button>
        </form>
      )}
      <p id={`${id}-fault`} role={fault ? 'alert' : undefined} className="mt-1 text-[13px] text-bad">
        {fault}
      </p>
    </Section>
  );
}

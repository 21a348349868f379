import { ArrowUp, Square } from 'lucide-react';
import { useId, type Ref, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { UTTERANCE_CHARACTERS } from '@/config/limits';
import { countCharacters } from '@/lib/format/characters';
import { formatQuantity, plural } from '@/lib/format/quantity';

/** From this share of the limit on the characters are counted. */
const NEARLY_FULL = 0.9;

type Props = {
  ref: Ref<HTMLTextAreaElement>;
  value: string;
  placeholder: string;
  /** Words are on their way to the server. */
  sending: boolean;
  /** Stops the answer; present while one is on its way. */
  onStop?: (() => void) | undefined;
  stopping?: boolean;
  fault: string | null;
  onChange: (value: string) => void;
  /** Called with words that the API will take. */
  onSay: (text: string) => void;
};

/** Where one says something: Enter sends, Shift and Enter begin a new line. While an answer comes one may write on. */
export function SayBox({
  ref,
  value,
  placeholder,
  sending,
  onStop,
  stopping = false,
  fault,
  onChange,
  onSay,
}: Props) {
  const id = useId();
  const count = countCharacters(value);
  const over = count - UTTERANCE_CHARACTERS;
  const ready = count > 0 && over <= 0 && !sending && !onStop;
  const submit = (event?: SubmitEvent): void => {
    event?.preventDefault();
    if (ready) onSay(value.trim());
  };
  return (
    <form
      onSubmit={submit}
      aria-label="Say something"
      className="rounded-xl border border-line-strong bg-surface shadow-card has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent"
    >
      <div className="flex items-end gap-2 p-1.5">
        <label htmlFor={id} className="sr-only">
          Your message
        </label>
        <textarea
          ref={ref}
          id={id}
          name="message"
          rows={1}
          value={value}
          placeholder={placeholder}
          aria-invalid={over > 0 || fault !== null}
          aria-describedby={`${id}-keys ${id}-count ${id}-fault`}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
          className="max-h-[40vh] min-h-10 min-w-0 flex-1 resize-none bg-transparent px-3 py-2 text-[15px] leading-6 outline-none [field-sizing:content] placeholder:text-faint"
        />
        {onStop ? (
          <Button className="shrink-0" disabled={stopping} onClick={onStop}>
            <Square aria-hidden className="size-3.5 fill-current" />
            {stopping ? 'Stopping…' : 'Stop'}
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            aria-label="Send"
            title="Send (Enter)"
            disabled={!ready}
            className="size-10 shrink-0 px-0!"
          >
            {sending ? <Spinner /> : <ArrowUp aria-hidden className="size-4.5" />}
          </Button>
        )}
      </div>
      <p id={`${id}-keys`} className="sr-only">
        Enter sends, Shift and Enter begin a new line.
      </p>
      <p
        id={`${id}-count`}
        aria-live={count > UTTERANCE_CHARACTERS * NEARLY_FULL ? 'polite' : 'off'}
        className={over > 0 ? 'px-4.5 pb-2 text-[13px] text-bad' : 'px-4.5 text-[13px] text-faint'}
      >
        {over > 0
          ? `${plural(over, 'character')} too long; the limit is ${formatQuantity(UTTERANCE_CHARACTERS)}.`
          : count > UTTERANCE_CHARACTERS * NEARLY_FULL && (
              <span className="block pb-2">{plural(-over, 'character')} left</span>
            )}
      </p>
      <p id={`${id}-fault`} role="alert" className="text-[13px] text-bad">
        {fault && <span className="block px-4.5 pb-2.5">{fault}</span>}
      </p>
    </form>
  );
}

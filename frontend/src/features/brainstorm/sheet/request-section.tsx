import { useId, useState } from 'react';

import { Button } from '@/components/ui/button';
import { REQUEST_CHARACTERS } from '@/config/limits';
import { countCharacters } from '@/lib/format/characters';
import { formatQuantity, plural } from '@/lib/format/quantity';

import { Section } from './section';

type Props = {
  request: string;
  busy: boolean;
  fault: string | undefined;
  onSave?: ((request: string, onSaved: () => void) => void) | undefined;
};

/** What Analyze and Implement are told, in words. It follows the talk until someone edits it. */
export function RequestSection({ request, busy, fault, onSave }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? request;
  const changed = draft !== null && draft.trim() !== request;
  const over = countCharacters(text) - REQUEST_CHARACTERS;
  const tooLong = `${plural(over, 'character')} too long; the limit is ${formatQuantity(REQUEST_CHARACTERS)}.`;
  const told = over > 0 ? tooLong : fault;
  const save = (): void => {
    if (!changed || over > 0) return;
    onSave?.(text.trim(), () => {
      setDraft(null);
    });
  };
  return (
    <Section title="Request">
      <label htmlFor={id} className="sr-only">
        Request
      </label>
      <textarea
        id={id}
        rows={3}
        value={text}
        readOnly={!onSave}
        placeholder="What you want to build is gathered here from the talk."
        aria-invalid={told !== undefined}
        aria-describedby={`${id}-told`}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            save();
          }
        }}
        className="block max-h-56 min-h-20 w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 text-sm leading-5 [field-sizing:content] placeholder:text-faint hover:border-ink/40 aria-invalid:border-bad"
      />
      <p id={`${id}-told`} role={told ? 'alert' : undefined} className="mt-1 text-[13px] text-bad">
        {told}
      </p>
      {changed && (
        <div className="mt-2 flex justify-end gap-2">
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setDraft(null);
            }}
          >
            Discard
          </Button>
          <Button size="small" variant="primary" disabled={busy || over > 0} onClick={save}>
            Save the request
          </Button>
        </div>
      )}
    </Section>
  );
}

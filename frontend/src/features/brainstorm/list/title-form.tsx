import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { TITLE_CHARACTERS } from '@/config/limits';

import { useRename } from '../api/change-conversation';
import { tellFault } from '../faults';

type Props = { conversationId: string; title: string; onDone: () => void };

/** Another title for a conversation: Enter keeps it, Escape leaves it as it was. */
export function TitleForm({ conversationId, title, onDone }: Props) {
  const id = useId();
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  const rename = useRename(conversationId);
  useEffect(() => {
    field.current?.select();
  }, []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted && wanted !== title) rename.mutate(wanted, { onSuccess: onDone });
    else onDone();
  };
  return (
    <form onSubmit={submit} className="min-w-0 flex-1">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="sr-only">
          Title
        </label>
        <input
          ref={field}
          id={id}
          value={text}
          maxLength={TITLE_CHARACTERS}
          aria-describedby={`${id}-fault`}
          aria-invalid={rename.isError}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onDone();
          }}
          className="h-9 min-w-0 flex-1 basis-48 rounded-md border border-line-strong bg-surface px-3 text-[15px] hover:border-ink/40 aria-invalid:border-bad"
        />
        <Button type="submit" size="small" variant="primary" disabled={rename.isPending}>
          {rename.isPending ? 'Saving…' : 'Rename'}
        </Button>
        <Button size="small" variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
      <p id={`${id}-fault`} role="alert" className="text-[13px] text-bad">
        {rename.isError && `Not renamed: ${tellFault(rename.error)}`}
      </p>
    </form>
  );
}

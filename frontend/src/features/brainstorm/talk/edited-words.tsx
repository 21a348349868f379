import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';

import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast';
import { UTTERANCE_CHARACTERS } from '@/config/limits';
import { countCharacters } from '@/lib/format/characters';
import { formatQuantity } from '@/lib/format/quantity';

import { useBranch } from '../api/begin-conversation';
import type { Utterance } from '../api/conversation';
import { useDelete } from '../api/delete-conversation';
import { tellFault } from '../faults';

type Props = { conversationId: string; said: Utterance; onCancel: () => void };

/** Words that were said, to be said otherwise: in a branch of the conversation, which stays as it is. */
export function EditedWords({ conversationId, said, onCancel }: Props) {
  const id = useId();
  const [text, setText] = useState(said.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const navigate = useNavigate();
  const remove = useDelete(() => void navigate(`/brainstorm/${conversationId}`));
  const branch = useBranch(conversationId, said.seq, (begun) => {
    showToast('This is a branch. The conversation before stays as it was.', () => {
      remove.mutate(begun);
    });
    void navigate(`/brainstorm/${begun.id}`);
  });
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);

  const words = text.trim();
  const tooLong = countCharacters(words) > UTTERANCE_CHARACTERS;
  const ready = words !== '' && words !== said.text && !tooLong && !branch.isPending;
  const submit = (event?: SubmitEvent): void => {
    event?.preventDefault();
    if (ready) branch.mutate(words);
  };
  const fault = tooLong
    ? `At most ${formatQuantity(UTTERANCE_CHARACTERS)} characters.`
    : branch.isError && `Not said: ${tellFault(branch.error)}`;
  return (
    <form
      onSubmit={submit}
      aria-label="Say it otherwise"
      className="ml-auto w-full max-w-[88%] rounded-2xl rounded-br-sm border border-accent/40 bg-surface p-3"
    >
      <label htmlFor={id} className="sr-only">
        Your words
      </label>
      <textarea
        ref={field}
        id={id}
        value={text}
        rows={2}
        aria-invalid={Boolean(fault)}
        aria-describedby={`${id}-what ${id}-fault`}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
        className="max-h-[40vh] w-full resize-none rounded-md border border-line-strong bg-canvas px-3 py-2 text-[15px] leading-6 [field-sizing:content] hover:border-ink/40"
      />
      <p id={`${id}-fault`} role="alert" className="text-[13px] text-bad">
        {fault}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <p id={`${id}-what`} className="mr-auto min-w-0 flex-1 basis-48 text-[13px] text-muted">
          Goes on from here in a branch; this conversation stays.
        </p>
        <Button size="small" variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" size="small" variant="primary" disabled={!ready}>
          {branch.isPending ? 'Sending…' : 'Say this instead'}
        </Button>
      </div>
    </form>
  );
}

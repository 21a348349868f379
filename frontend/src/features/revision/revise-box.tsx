import { ArrowUp, WandSparkles } from 'lucide-react';
import { useId, useRef, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { INSTRUCTION_CHARACTERS } from '@/config/limits';
import { tellError } from '@/lib/api/errors';
import { jobPath, useSubmission } from '@/lib/api/use-submission';
import type { Job, JobResult } from '@/types/job';

import { suggestInstructions } from './suggestions';

type Props = { jobId: string; result: JobResult; onAccepted: (job: Job) => void };

/** What to change, in words; sending it makes the next version. */
export function ReviseBox({ jobId, result, onAccepted }: Props) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const revision = useSubmission(jobPath(jobId, '/revisions'), onAccepted);
  const id = useId();
  const busy = revision.isPending || revision.isSuccess;

  const submit = (event?: SubmitEvent): void => {
    event?.preventDefault();
    if (busy) return;
    if (text.trim()) revision.mutate({ instruction: text.trim() });
    else field.current?.focus();
  };

  return (
    <form onSubmit={submit} aria-labelledby={`${id}-title`}>
      <div className="flex items-end gap-x-2 rounded-lg max-sm:flex-wrap border border-line-strong bg-surface p-1.5 shadow-card has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent">
        <label
          id={`${id}-title`}
          htmlFor={`${id}-field`}
          className="flex h-9 shrink-0 items-center gap-2 pl-2.5 text-sm font-medium max-sm:w-full"
        >
          <WandSparkles aria-hidden className="size-4 text-accent" />
          Change it
        </label>
        <textarea
          ref={field}
          id={`${id}-field`}
          rows={1}
          value={text}
          maxLength={INSTRUCTION_CHARACTERS}
          placeholder="Say what should be different…"
          aria-describedby={revision.isError ? `${id}-error` : undefined}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              submit();
            }
          }}
          className="max-h-40 min-h-9 min-w-0 flex-1 resize-none self-stretch bg-transparent px-1.5 py-2 max-sm:pl-2.5 text-sm leading-5 outline-none [field-sizing:content] placeholder:text-faint"
        />
        <Button
          type="submit"
          variant="primary"
          size="icon"
          className="size-9 shrink-0"
          aria-label="Make the next version"
          title="Make the next version"
          disabled={busy || !text.trim()}
        >
          {busy ? <Spinner /> : <ArrowUp aria-hidden className="size-4" />}
        </Button>
      </div>
      <ul aria-label="Examples of changes" className="mt-2 flex flex-wrap gap-2">
        {suggestInstructions(result).map((instruction) => (
          <li key={instruction}>
            <button
              type="button"
              onClick={() => {
                setText(instruction);
                field.current?.focus();
              }}
              className="rounded-full border border-line px-3 py-1 text-[13px] text-muted transition-colors hover:border-accent hover:text-ink"
            >
              {instruction}
            </button>
          </li>
        ))}
      </ul>
      {revision.isError && (
        <p id={`${id}-error`} role="alert" className="mt-2 text-[13px] text-bad">
          Not started: {tellError(revision.error)}
        </p>
      )}
    </form>
  );
}

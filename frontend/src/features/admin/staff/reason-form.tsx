import { useId, useState, type ReactNode, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

const CHARACTERS = 500;

type Props = {
  /** What the button does: “Suspend the person”. */
  action: string;
  /** What then happens. */
  told: string;
  danger?: boolean;
  disabled?: boolean;
  pending: boolean;
  error: Error | null;
  children?: ReactNode;
  onAct: (reason: string) => void;
};

/** Something that staff do, which wants a reason: it is logged for good, and owners read it. */
export function ReasonForm({ action, told, danger, disabled, pending, error, children, onAct }: Props) {
  const id = useId();
  const [reason, setReason] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (reason.trim()) onAct(reason.trim());
  };
  return (
    <form
      aria-label={action}
      onSubmit={submit}
      className="space-y-3 rounded-lg border border-line bg-surface px-4 py-4 sm:px-5"
    >
      <p className="text-sm text-muted">{told}</p>
      <div className="flex flex-wrap items-end gap-3">
        {children}
        <div className="min-w-0 flex-1 basis-64">
          <label htmlFor={id} className="lettering text-faint">
            Reason, for the log
          </label>
          <input
            id={id}
            value={reason}
            maxLength={CHARACTERS}
            autoComplete="off"
            placeholder="Asked for by the owner, ticket 4711."
            onChange={(event) => {
              setReason(event.target.value);
            }}
            className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink/40"
          />
        </div>
        <Button
          type="submit"
          size="field"
          variant={danger ? 'danger' : 'primary'}
          disabled={pending || disabled === true || !reason.trim()}
        >
          {pending ? 'A moment…' : action}
        </Button>
      </div>
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {error && `Not done: ${tellError(error)}`}
      </p>
    </form>
  );
}

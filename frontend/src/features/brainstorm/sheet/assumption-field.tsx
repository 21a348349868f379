import clsx from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';

import { Button } from '@/components/ui/button';
import { ASSUMPTION_CHARACTERS } from '@/config/limits';
import { isEditable, readSubject } from '@/lib/format/subjects';
import { capitalize } from '@/lib/format/words';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

type Props = {
  subject: string;
  value: string;
  /** Set by the user, not assumed. */
  own: boolean;
  reason: string;
  fault: string | undefined;
  /** Just asked for: its field takes the focus. */
  fresh: boolean;
  onSet?: (value: string) => void;
  onRemove?: () => void;
};

/** One value: Enter, or leaving the field, sets it; Escape takes back what was written. */
export function AssumptionField({ subject, value, own, reason, fault, fresh, onSet, onRemove }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const { part, title } = readSubject(subject, NO_NAMES);
  const editable = onSet !== undefined && isEditable(subject, true);
  useEffect(() => {
    if (fresh) field.current?.focus();
  }, [fresh]);

  const set = (): void => {
    const text = draft?.trim() ?? '';
    if (!text || text === value) setDraft(null);
    else onSet?.(text);
  };
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_8.5rem] items-start gap-x-3">
      <div className="min-w-0 pt-1.5 text-[13px] leading-4">
        <label htmlFor={editable ? id : undefined} className="[overflow-wrap:anywhere]">
          {part && <span className="text-muted">{part}: </span>}
          {title}
        </label>
        <p
          id={`${id}-told`}
          className={clsx('mt-0.5 text-xs [overflow-wrap:anywhere]', fault ? 'text-bad' : 'text-faint')}
        >
          {fault ?? (own ? 'Set by you' : capitalize(reason))}
        </p>
      </div>
      {editable ? (
        <span className="flex items-center gap-0.5">
          <input
            ref={field}
            id={id}
            value={draft ?? value}
            maxLength={ASSUMPTION_CHARACTERS}
            aria-describedby={`${id}-told`}
            aria-invalid={fault !== undefined}
            onChange={(event) => {
              setDraft(event.target.value);
            }}
            onBlur={set}
            onKeyDown={(event) => {
              if (event.key === 'Enter') set();
              if (event.key === 'Escape') setDraft(null);
            }}
            className={clsx(
              'h-8 w-full min-w-0 rounded-md border bg-surface px-2 font-mono text-xs hover:border-ink/40 aria-invalid:border-bad',
              own ? 'border-accent' : 'border-line-strong',
            )}
          />
          {own && onRemove && (
            <Button
              size="icon"
              variant="quiet"
              className="size-7 shrink-0"
              aria-label={`Take back: ${[part, title].filter(Boolean).join(': ')}`}
              onClick={() => {
                setDraft(null);
                onRemove();
              }}
            >
              <X aria-hidden className="size-3.5" />
            </Button>
          )}
        </span>
      ) : (
        <p className="pt-1 text-right font-mono text-xs [overflow-wrap:anywhere]">{value}</p>
      )}
    </li>
  );
}

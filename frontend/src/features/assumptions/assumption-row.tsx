import clsx from 'clsx';
import { Undo2 } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';

import { Button } from '@/components/ui/button';
import { ASSUMPTION_CHARACTERS } from '@/config/limits';
import type { Subject } from '@/lib/format/subjects';
import { capitalize } from '@/lib/format/words';
import type { Assumption } from '@/types/job';

type Props = {
  assumption: Assumption;
  subject: Subject;
  value: string;
  changed: boolean;
  /** What the API says is wrong with it. */
  fault: string | undefined;
  /** Just asked for: its field takes the focus. */
  fresh: boolean;
  editable: boolean;
  /** Id of a datalist with the usual values. */
  list: string | undefined;
  onChange: (value: string) => void;
  onUndo: () => void;
};

/** One assumption: what it is about, why this value, and a field for another. */
export function AssumptionRow({
  assumption,
  subject,
  value,
  changed,
  fault,
  fresh,
  editable,
  list,
  onChange,
  onUndo,
}: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (fresh) field.current?.focus();
  }, [fresh]);
  const title = [subject.part, subject.title].filter(Boolean).join(': ');
  return (
    <li
      className={clsx(
        'grid items-center gap-x-6 gap-y-2 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_16rem]',
        changed && 'bg-accent-soft',
      )}
    >
      <div className="min-w-0">
        <label htmlFor={editable ? id : undefined} className="text-sm font-medium">
          {subject.part && <span className="font-normal text-muted">{subject.part}: </span>}
          {subject.title}
        </label>
        {assumption.important && <span className="lettering ml-2 text-warn">matters</span>}
        <p id={`${id}-reason`} className="text-[13px] leading-snug break-words text-muted">
          {capitalize(assumption.reason)}
          {changed && assumption.value && <span className="text-accent"> Was {assumption.value}.</span>}
        </p>
        <p id={`${id}-fault`} className="text-[13px] leading-snug break-words text-bad">
          {fault}
        </p>
      </div>
      {editable ? (
        <div className="flex items-center gap-1">
          <input
            ref={field}
            id={id}
            value={value}
            list={list}
            maxLength={ASSUMPTION_CHARACTERS}
            aria-describedby={`${id}-reason ${id}-fault`}
            aria-invalid={fault !== undefined || (changed && !value.trim())}
            onChange={(event) => {
              onChange(event.target.value);
            }}
            className="h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 font-mono text-[13px] hover:border-ink/40 aria-invalid:border-warn"
          />
          <Button
            size="icon"
            variant="quiet"
            aria-label={`Undo: ${title}`}
            disabled={!changed}
            onClick={onUndo}
            className={clsx('shrink-0', !changed && 'invisible')}
          >
            <Undo2 aria-hidden className="size-4" />
          </Button>
        </div>
      ) : (
        <p className="font-mono text-[13px] break-words sm:pr-9">{value}</p>
      )}
    </li>
  );
}

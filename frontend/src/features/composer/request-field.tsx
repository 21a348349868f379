import clsx from 'clsx';
import { useId, type Ref } from 'react';

import { REQUEST_CHARACTERS } from '@/config/limits';
import { countCharacters } from '@/lib/format/characters';
import { formatQuantity } from '@/lib/format/quantity';

/** The count is spoken only when it starts to matter. */
const NEARLY_FULL = 0.95;

type Props = {
  ref: Ref<HTMLTextAreaElement>;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  onSubmit: () => void;
};

export function RequestField({ ref, value, error, onChange, onSubmit }: Props) {
  const id = useId();
  const count = countCharacters(value);
  const over = count > REQUEST_CHARACTERS;
  return (
    <div className="p-1.5">
      <label htmlFor={id} className="sr-only">
        Your request
      </label>
      <textarea
        ref={ref}
        id={id}
        name="request"
        rows={6}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-count${error ? ` ${id}-error` : ''}`}
        placeholder="A web shop on containers with PostgreSQL, for 20,000 visitors a day…"
        onChange={(event) => {
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            onSubmit();
          }
        }}
        className="block max-h-[50vh] min-h-36 w-full resize-y rounded-lg bg-transparent px-3.5 pt-3 text-base leading-relaxed outline-none [field-sizing:content] placeholder:text-faint"
      />
      <div className="flex items-start justify-between gap-4 px-3.5 pt-1 pb-2">
        <p id={`${id}-error`} role="alert" className="text-[13px] text-bad">
          {error}
        </p>
        <p
          id={`${id}-count`}
          aria-live={count > REQUEST_CHARACTERS * NEARLY_FULL ? 'polite' : 'off'}
          className={clsx('shrink-0 font-mono text-xs', over ? 'text-bad' : 'text-faint')}
        >
          {formatQuantity(count)} / {formatQuantity(REQUEST_CHARACTERS)}
          <span className="sr-only"> characters</span>
        </p>
      </div>
    </div>
  );
}

import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useId, useState } from 'react';

const SETTLE_MS = 300;
const CHARACTERS = 200;

type Props = { label: string; value: string; onChange: (q: string) => void; className?: string };

/** A search whose words count a moment after the last key. */
export function SearchField({ label, value, onChange, className = 'max-w-md' }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = window.setTimeout(() => {
      onChange(text.trim());
    }, SETTLE_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [text, value, onChange]);
  return (
    <div role="search" className={clsx('relative w-full', className)}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-faint" />
      <input
        id={id}
        type="search"
        value={text}
        maxLength={CHARACTERS}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
        }}
        className="h-10 w-full rounded-md border border-line-strong bg-surface pr-3 pl-9 text-sm placeholder:text-faint hover:border-ink/40"
      />
    </div>
  );
}

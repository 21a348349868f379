import { useId, useState } from 'react';

type Props = {
  label: string;
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
  fault: string | null;
  suggestions?: readonly string[];
};

/** A filter that is written: it counts with Enter, or when the field is left. */
export function TextFilter({ label, value, placeholder, onChange, fault, suggestions }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  const [settled, setSettled] = useState(value);
  if (value !== settled) {
    setSettled(value);
    setText(value);
  }
  const settle = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="lettering text-faint">
        {label}
      </label>
      <input
        id={id}
        value={text}
        placeholder={placeholder}
        list={suggestions && `${id}-suggestions`}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle();
        }}
        className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink/40 aria-invalid:border-bad"
      />
      {suggestions && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {fault && (
        <p id={`${id}-fault`} role="alert" className="mt-1 text-[13px] text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}

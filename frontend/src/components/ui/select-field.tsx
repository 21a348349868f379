import { ChevronDown } from 'lucide-react';
import { useId } from 'react';

type Choice = { value: string; label: string };
type Props = {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  /** What an empty choice means: “Read from the request”. Without it there is none. */
  none?: string;
  error?: string | undefined;
};

export function SelectField({ label, value, choices, onChange, none, error }: Props) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="lettering text-faint">
        {label}
      </label>
      <div className="relative mt-1">
        <select
          id={id}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          className="h-9 w-full appearance-none truncate rounded-md border border-line-strong bg-surface pr-8 pl-3 text-sm hover:border-ink/40 aria-invalid:border-bad"
        >
          {none !== undefined && <option value="">{none}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-faint"
        />
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1 text-[13px] text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

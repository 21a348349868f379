import { useId } from 'react';

type Props = { choices: readonly { value: string; label: string }[]; onAdd: (subject: string) => void };

/** A figure that nobody assumed, but the request could have said. */
export function AddFigure({ choices, onAdd }: Props) {
  const id = useId();
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2 text-[13px] text-muted">
      <label htmlFor={id}>Add a figure:</label>
      <select
        id={id}
        value=""
        onChange={(event) => {
          onAdd(event.target.value);
        }}
        className="h-8 rounded-md border border-line-strong bg-surface px-2 text-[13px] text-ink hover:border-ink/40"
      >
        <option value="" disabled>
          Choose
        </option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

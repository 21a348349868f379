type Props<T extends string> = {
  label: string;
  value: T;
  choices: readonly T[];
  disabled?: boolean;
  onChange: (value: T) => void;
};

/** A choice of roles without room for a label of its own. */
export function RoleSelect<T extends string>({ label, value, choices, disabled, onChange }: Props<T>) {
  return (
    <select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const chosen = choices.find((one) => one === event.target.value);
        if (chosen) onChange(chosen);
      }}
      className="h-9 rounded-md border border-line-strong bg-surface px-2 text-sm hover:border-ink/40 disabled:opacity-60"
    >
      {choices.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}

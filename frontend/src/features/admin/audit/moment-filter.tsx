import { useId } from 'react';

type Props = { label: string; value: string; onChange: (value: string) => void; fault: string | null };

/** A moment in the reader's own time zone. */
export function MomentFilter({ label, value, onChange, fault }: Props) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="lettering text-faint">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
        className="mt-1 h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 text-sm hover:border-ink/40 aria-invalid:border-bad"
      />
      {fault && (
        <p id={`${id}-fault`} role="alert" className="mt-1 text-[13px] text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}

import { useId } from 'react';

import { tellError } from '@/lib/api/errors';

import { ALLOWED, useAllow, type Allowed } from './api/links';

const TOLD: Record<Allowed, { title: string; told: string }> = {
  off: { title: 'No links', told: 'Nothing is open to anybody outside. Links that are there open nothing.' },
  ending: { title: 'Links that end', told: 'After 30 days at the latest.' },
  endless: { title: 'All links', told: 'Also those without an end.' },
};

/** Which links open at all. It holds at once: for links that are there too. */
export function AllowedForm({ allowed, editable }: { allowed: Allowed; editable: boolean }) {
  const id = useId();
  const allow = useAllow();
  // What was chosen shows at once; where it was refused, what holds shows again.
  const shown = allow.isPending ? allow.variables : allowed;
  return (
    <fieldset aria-describedby={`${id}-fault`} disabled={!editable}>
      <legend className="text-lg font-semibold tracking-tight">What this organization allows</legend>
      {!editable && (
        <p className="mt-1 text-sm text-muted">Owners and admins of the organization choose this.</p>
      )}
      <div className="mt-3 grid gap-3 sm:grid-cols-3">
        {ALLOWED.map((one) => (
          <label
            key={one}
            className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm not-has-disabled:cursor-pointer has-checked:border-accent has-checked:bg-accent-soft/50"
          >
            <input
              type="radio"
              name={id}
              checked={shown === one}
              onChange={() => {
                allow.mutate(one);
              }}
              className="mt-0.5 size-4 shrink-0 accent-(--accent)"
            />
            <span className="font-medium">{TOLD[one].title}</span>
            <span className="col-start-2 mt-0.5 text-[13px] text-muted">{TOLD[one].told}</span>
          </label>
        ))}
      </div>
      <p id={`${id}-fault`} role="alert" className="mt-2 text-[13px] text-bad empty:hidden">
        {allow.isError && `Not changed: ${tellError(allow.error)}`}
      </p>
    </fieldset>
  );
}

import { useId, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import { useRequestDeletion } from './deletion';

/** For owners: the organization goes, with all that is in it, a week after its name was typed. */
export function DeletionForm({ name, onRequested }: { name: string; onRequested: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const deletion = useRequestDeletion(() => {
    setTyped('');
    onRequested();
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (typed === name && !deletion.isPending) deletion.mutate(typed);
  };
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-lg">
        Delete the organization
      </h2>
      <p className="mt-1 max-w-[65ch] text-sm text-muted">
        All plans, conversations, files, keys and the audit, for every member. Nothing is gone for a week, in
        which any owner can keep it; afterwards nobody can bring it back. To have a copy,{' '}
        <a href="#export" className="underline underline-offset-2 hover:text-ink">
          export all data first
        </a>
        .
      </p>
      <form onSubmit={submit} className="mt-4 grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
        <div className="min-w-0">
          <label htmlFor={id} className="lettering text-faint">
            {/* As it is to be typed: capitals count. */}
            Type <span className="normal-case">“{name}”</span>
          </label>
          <input
            id={id}
            value={typed}
            autoComplete="off"
            aria-describedby={`${id}-fault`}
            aria-invalid={deletion.isError}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
            className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm hover:border-ink/40 aria-invalid:border-bad"
          />
        </div>
        <Button type="submit" variant="danger" size="field" disabled={typed !== name || deletion.isPending}>
          Delete in a week
        </Button>
        <p id={`${id}-fault`} role="alert" className="col-span-full text-[13px] text-bad empty:hidden">
          {deletion.isError && `Not deleted: ${tellError(deletion.error)}`}
        </p>
      </form>
    </section>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import * as z from 'zod';

import { Button } from '@/components/ui/button';
import { request } from '@/lib/api/client';
import { tellError } from '@/lib/api/errors';
import { useIdempotencyKey } from '@/lib/api/use-idempotency-key';

const madeSchema = z.object({ id: z.string() });
type Made = z.infer<typeof madeSchema>;

/** Makes a further organization, with who makes it as its owner. */
export function NewOrganizationForm({ onMade }: { onMade: (id: string) => void }) {
  const id = useId();
  const [name, setName] = useState('');
  const idempotency = useIdempotencyKey();
  const create = useMutation<Made, Error, { name: string }>({
    mutationFn: (body) =>
      request<Made>('/api/v1/organizations', madeSchema, {
        method: 'POST',
        body,
        headers: idempotency.headersFor(body),
      }),
    onSuccess: (made) => {
      idempotency.accepted();
      onMade(made.id);
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() && !create.isPending) create.mutate({ name: name.trim() });
  };
  return (
    <form onSubmit={submit} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
      <div className="min-w-0">
        <label htmlFor={id} className="lettering text-faint">
          Its name
        </label>
        <input
          id={id}
          value={name}
          required
          maxLength={80}
          autoComplete="off"
          aria-describedby={`${id}-fault`}
          aria-invalid={create.isError}
          onChange={(event) => {
            setName(event.target.value);
          }}
          className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm hover:border-ink/40 aria-invalid:border-bad"
        />
      </div>
      <Button type="submit" size="field" disabled={create.isPending}>
        {create.isPending ? 'Making…' : 'Make it and go there'}
      </Button>
      <p id={`${id}-fault`} role="alert" className="col-span-full text-[13px] text-bad empty:hidden">
        {create.isError && `Not made: ${tellError(create.error)}`}
      </p>
    </form>
  );
}

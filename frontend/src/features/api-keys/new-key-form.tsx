import { useId, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import { tellError } from '@/lib/api/errors';

import { SCOPES, useCreateKey, type CreatedKey, type Scope } from './api/keys';

const NAME_CHARACTERS = 80;
const SCOPE_TITLES: Record<Scope, string> = { read: 'Read', submit: 'Read and submit', admin: 'Administer' };
const DAYS = ['30', '90', '180', '365'];

type Props = { administers: boolean; onCreated: (key: CreatedKey) => void };

export function NewKeyForm({ administers, onCreated }: Props) {
  const id = useId();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('submit');
  const [days, setDays] = useState('90');
  const create = useCreateKey((key) => {
    setName('');
    onCreated(key);
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() && !create.isPending)
      create.mutate({ name: name.trim(), scope, expires_in_days: Number(days) });
  };
  return (
    <form
      onSubmit={submit}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[minmax(0,1fr)_11rem_8rem_auto] sm:items-end"
    >
      <div className="min-w-0">
        <label htmlFor={id} className="lettering text-faint">
          What it is for
        </label>
        <input
          id={id}
          value={name}
          required
          maxLength={NAME_CHARACTERS}
          placeholder="nightly import"
          autoComplete="off"
          aria-describedby={`${id}-fault`}
          aria-invalid={create.isError}
          onChange={(event) => {
            setName(event.target.value);
          }}
          className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink/40 aria-invalid:border-bad"
        />
      </div>
      <SelectField
        label="It may"
        value={scope}
        choices={SCOPES.filter((one) => administers || one !== 'admin').map((one) => ({
          value: one,
          label: SCOPE_TITLES[one],
        }))}
        onChange={(value) => {
          setScope(SCOPES.find((one) => one === value) ?? 'submit');
        }}
      />
      <SelectField
        label="It ends in"
        value={days}
        choices={DAYS.map((value) => ({ value, label: `${value} days` }))}
        onChange={setDays}
      />
      <Button type="submit" variant="primary" size="field" disabled={create.isPending}>
        {create.isPending ? 'Making…' : 'Make a key'}
      </Button>
      <p id={`${id}-fault`} role="alert" className="col-span-full text-[13px] text-bad empty:hidden">
        {create.isPaused && 'There is no connection. The key is made as soon as there is one.'}
        {create.isError && `Not made: ${tellError(create.error)}`}
      </p>
    </form>
  );
}

import { useId, useState, type SubmitEvent } from 'react';

import { formatQuantity } from '@/lib/format/quantity';

import { useOrganizationChange } from './api/change-organization';
import type { LimitName, Organization } from './api/organization';
import { faultIn, FIELDS, readLimit } from './limits';
import { Saving } from './saving';

type Props = { limits: Organization['agent_limits']; editable: boolean };
type Texts = Partial<Record<LimitName, string>>;

/** How far the agent of one job may go. An empty field is the platform's limit. */
export function LimitsForm({ limits, editable }: Props) {
  const id = useId();
  const [texts, setTexts] = useState<Texts>({});
  const change = useOrganizationChange();
  const textOf = (name: LimitName): string => texts[name] ?? String(limits.own[name] ?? '');
  const faults = FIELDS.map((field) => faultIn(textOf(field.name), field, limits.platform[field.name]));
  const changed = FIELDS.filter(({ name }) => readLimit(textOf(name)) !== (limits.own[name] ?? null));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (faults.some(Boolean)) return;
    const wanted = Object.fromEntries(changed.map(({ name }) => [name, readLimit(textOf(name))]));
    change.mutate(
      { agent_limits: wanted },
      {
        onSuccess: () => {
          setTexts({});
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <fieldset disabled={!editable || change.isPending} className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <legend className="sr-only">Limits of one job</legend>
        {FIELDS.map(({ name, label, unit }, index) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`} className="block text-sm font-medium">
              {label}
            </label>
            <input
              id={`${id}-${name}`}
              inputMode="decimal"
              autoComplete="off"
              value={textOf(name)}
              placeholder={`The platform’s: ${formatQuantity(limits.platform[name])}`}
              aria-invalid={Boolean(faults[index])}
              aria-describedby={`${id}-${name}-told`}
              onChange={(event) => {
                setTexts({ ...texts, [name]: event.target.value });
              }}
              className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-[15px] tabular-nums placeholder:text-faint hover:border-ink/40 disabled:opacity-60 aria-invalid:border-bad"
            />
            <p
              id={`${id}-${name}-told`}
              className={faults[index] ? 'mt-1 text-[13px] text-bad' : 'mt-1 text-[13px] text-muted'}
            >
              {faults[index] ?? `At most ${formatQuantity(limits.platform[name])} ${unit}.`}
            </p>
          </div>
        ))}
      </fieldset>
      {editable && (
        <Saving
          what="limits"
          changed={changed.length > 0 && !faults.some(Boolean)}
          pending={change.isPending}
          saved={change.isSuccess}
          error={change.error}
        />
      )}
    </form>
  );
}

import { useId, useState, type SubmitEvent } from 'react';

import { AddFigure } from '@/components/ui/add-figure';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FIGURES, REGIONS } from '@/config/limits';
import { ApiError, tellError } from '@/lib/api/errors';
import { plural } from '@/lib/format/quantity';
import { isEditable, readSubject } from '@/lib/format/subjects';
import type { Assumption } from '@/types/job';

import { AssumptionRow } from './assumption-row';

type Props = {
  assumptions: Assumption[];
  /** Names of the components by their id. */
  names: ReadonlyMap<string, string>;
  /** Whether options of single components can be set, too. */
  parts: boolean;
  /** What pressing the button does: “Draw version 2”. */
  action: string;
  busy: boolean;
  error: Error | null;
  /** Absent where one may only look. */
  onSubmit?: ((changed: Record<string, string>) => void) | undefined;
};

/** What was counted on because nobody said it, to be put right. */
export function AssumptionsForm({ assumptions, names, parts, action, busy, error, onSubmit }: Props) {
  const id = useId();
  const [edited, setEdited] = useState<Record<string, string>>({});
  const [added, setAdded] = useState<string[]>([]);
  const rows = [
    ...added.map((subject) => ({ subject, value: '', reason: 'Said by you.', important: false })),
    ...assumptions.filter(({ important }) => important),
    ...assumptions.filter(({ important }) => !important),
  ];
  const changed = changes(rows, edited);
  const incomplete = rows.some(({ subject }) => edited[subject] !== undefined && !edited[subject].trim());
  const faults = faultsOf(error);
  const count = Object.keys(changed).length;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (count > 0 && !incomplete && !busy) onSubmit?.(changed);
  };
  const edit = (subject: string, value: string): void => {
    setEdited({ ...edited, [subject]: value });
  };
  const undo = (subject: string): void => {
    setEdited(Object.fromEntries(Object.entries(edited).filter(([one]) => one !== subject)));
    setAdded(added.filter((one) => one !== subject));
  };

  return (
    <form onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-base">
        What the plan counts on
      </h2>
      <p className="mt-1 max-w-[70ch] text-sm text-muted">
        The request does not say these, so they were assumed. Put right what you know better.
      </p>
      <datalist id={`${id}-regions`}>
        {REGIONS.map(({ value, label }) => (
          <option key={value} value={value} label={label} />
        ))}
      </datalist>
      {rows.length === 0 ? (
        <div className="mt-4">
          <EmptyState title="Nothing was assumed">The request says all that the plan needed.</EmptyState>
        </div>
      ) : (
        <ul className="mt-4 divide-y divide-line rounded-lg border border-line bg-surface">
          {rows.map((assumption) => (
            <AssumptionRow
              key={assumption.subject}
              assumption={assumption}
              subject={readSubject(assumption.subject, names)}
              value={edited[assumption.subject] ?? assumption.value}
              changed={assumption.subject in edited || added.includes(assumption.subject)}
              fault={faults.get(assumption.subject)}
              fresh={assumption.subject === added[0]}
              editable={onSubmit !== undefined && isEditable(assumption.subject, parts)}
              list={assumption.subject === 'region' ? `${id}-regions` : undefined}
              onChange={(value) => {
                edit(assumption.subject, value);
              }}
              onUndo={() => {
                undo(assumption.subject);
              }}
            />
          ))}
        </ul>
      )}
      {onSubmit && (
        <AddFigure
          choices={FIGURES.filter(({ value }) => !rows.some(({ subject }) => subject === value))}
          onAdd={(subject) => {
            setAdded([subject, ...added]);
            edit(subject, '');
          }}
        />
      )}
      {error && (
        <Alert tone="bad" title="Not started" className="mt-4">
          {tellError(error)}
        </Alert>
      )}
      {onSubmit && Object.keys(edited).length > 0 && (
        <div className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center justify-between gap-3 rounded-lg border border-accent bg-surface px-4 py-3 shadow-card">
          <p role="status" className="text-sm">
            {incomplete ? 'One has no value yet.' : `${plural(count, 'change')}, not applied yet.`}
          </p>
          <span className="flex gap-2">
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                setEdited({});
                setAdded([]);
              }}
            >
              Discard
            </Button>
            <Button type="submit" size="small" variant="primary" disabled={busy || incomplete || count === 0}>
              {busy ? 'Sending…' : action}
            </Button>
          </span>
        </div>
      )}
    </form>
  );
}

/** What the API says of single assumptions, by their subject. */
function faultsOf(error: Error | null): Map<string, string> {
  if (!(error instanceof ApiError)) return new Map();
  const told = error.details.map(({ field, fault, limit }) => {
    const allowed = limit === undefined || limit === null ? '' : `: ${[limit].flat().join(', ')}`;
    return [field.replace(/^assumptions[./]/, ''), `This ${fault}${allowed}.`] as const;
  });
  return new Map(told);
}

/** Only what is other than it was, and has a value. */
function changes(rows: Assumption[], edited: Record<string, string>): Record<string, string> {
  const was = new Map(rows.map(({ subject, value }) => [subject, value]));
  const entries = Object.entries(edited).map(([subject, value]) => [subject, value.trim()] as const);
  return Object.fromEntries(entries.filter(([subject, value]) => value && value !== was.get(subject)));
}

import { useState } from 'react';

import { AddFigure } from '@/components/ui/add-figure';
import { ASSUMPTIONS, FIGURES } from '@/config/limits';

import type { Sheet } from '../api/conversation';
import { AssumptionField } from './assumption-field';
import { Section } from './section';

/** So many are shown before “Show all”. */
const SHOWN = 5;

type Props = {
  sheet: Sheet;
  faultOf: (subject: string) => string | undefined;
  /** With every value that is set, the ones of before among them. */
  onSet?: ((assumptions: Record<string, string>) => void) | undefined;
};

/** What nobody said and was assumed, and what the user set in its place. */
export function AssumptionsSection({ sheet: { assumed, assumptions }, faultOf, onSet }: Props) {
  const [all, setAll] = useState(false);
  const [added, setAdded] = useState<string[]>([]);
  const given = Object.entries(assumptions).map(([subject, value]) => ({ subject, value, own: true }));
  const known = new Set(given.map(({ subject }) => subject));
  const fresh = added
    .filter((subject) => !known.has(subject))
    .map((subject) => ({ subject, value: '', own: true }));
  // The region has a field of its own, and no job takes it from both.
  const rest = assumed.filter(
    ({ subject }) => subject !== 'region' && !known.has(subject) && !added.includes(subject),
  );
  const shown = all ? rest : rest.slice(0, SHOWN);
  const reasons = new Map(assumed.map(({ subject, reason }) => [subject, reason]));
  const rows = [...fresh, ...given, ...shown.map((one) => ({ ...one, own: false }))];
  const taken = new Set([...known, ...added, ...assumed.map(({ subject }) => subject)]);

  const set = (subject: string, value: string): void => onSet?.({ ...assumptions, [subject]: value });
  const remove = (subject: string): void => {
    setAdded(added.filter((one) => one !== subject));
    if (known.has(subject))
      onSet?.(Object.fromEntries(Object.entries(assumptions).filter(([one]) => one !== subject)));
  };

  return (
    <Section title="Assumed">
      {rows.length === 0 && <p className="text-[13px] text-muted">Nothing has been assumed so far.</p>}
      <ul className="space-y-3">
        {rows.map(({ subject, value, own }) => (
          <AssumptionField
            key={subject}
            subject={subject}
            value={value}
            own={own}
            reason={own ? '' : (reasons.get(subject) ?? '')}
            fault={faultOf(subject)}
            fresh={subject === added[0] && !known.has(subject)}
            {...(onSet
              ? {
                  onSet: (text: string) => {
                    set(subject, text);
                  },
                  onRemove: () => {
                    remove(subject);
                  },
                }
              : {})}
          />
        ))}
      </ul>
      {rest.length > SHOWN && (
        <button
          type="button"
          aria-expanded={all}
          className="mt-3 text-[13px] font-medium text-accent hover:underline"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? 'Show fewer' : `Show ${rest.length - SHOWN} more`}
        </button>
      )}
      {onSet && Object.keys(assumptions).length < ASSUMPTIONS && (
        <AddFigure
          choices={FIGURES.filter(({ value }) => !taken.has(value))}
          onAdd={(subject) => {
            setAdded([subject, ...added]);
          }}
        />
      )}
    </Section>
  );
}

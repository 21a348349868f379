import clsx from 'clsx';
import { useId, useState } from 'react';

import { EmptyState } from '@/components/ui/empty-state';

import type { Option } from '../api/analysis';
import { differenceMatrix, type MatrixRow } from './difference-matrix';

const FIRST_ROWS = 12;

/** What one option has that the others have not: components, and their sizes. */
export function DifferencesTable({ options }: { options: Option[] }) {
  const id = useId();
  const [all, setAll] = useState(false);
  const rows = differenceMatrix(options);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={id} className="text-base">
          What differs
        </h2>
        <p className="text-[13px] text-muted">
          <span
            aria-hidden
            className="mr-1.5 inline-block size-2.5 rounded-sm bg-accent-soft ring-1 ring-accent"
          />
          only this option has it so
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title="The options are made of the same parts">
          They differ in figures alone, or the request leaves only one way.
        </EmptyState>
      ) : (
        <Table options={options} rows={shown} />
      )}
      {rows.length > FIRST_ROWS && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
          className="mt-2 text-[13px] font-medium text-accent hover:underline"
        >
          {all ? 'Show fewer' : `Show all ${rows.length}`}
        </button>
      )}
    </section>
  );
}

function Table({ options, rows }: { options: Option[]; rows: MatrixRow[] }) {
  return (
    // The table is wider than a telephone; it can be scrolled by keyboard, too.
    <div
      role="region"
      aria-label="What differs, by option"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line-strong bg-surface"
    >
      <table className="w-full min-w-[640px] text-[13px]">
        <thead>
          <tr className="lettering text-left text-faint [&>th]:px-4 [&>th]:py-2.5 [&>th]:font-normal">
            <th scope="col" className="w-1/4">
              Component
            </th>
            {options.map(({ name, title }) => (
              <th key={name} scope="col" className="w-1/4">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {rows.map(({ key, name, what, cells }) => (
            <tr key={key}>
              <th scope="row" className="px-4 py-2 text-left align-top font-medium">
                {name}
                {what && <span className="block font-normal text-muted">{what}</span>}
              </th>
              {options.map((option, index) => (
                <Value key={option.name} {...(cells[index] ?? { value: '', alone: false })} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value, alone }: { value: string; alone: boolean }) {
  return (
    <td
      data-alone={alone || undefined}
      className={clsx(
        'px-4 py-2 align-top',
        alone ? 'bg-accent-soft font-medium shadow-[inset_2px_0_0_var(--accent)]' : 'text-muted',
      )}
    >
      {value || <span className="text-faint">not there</span>}
      {alone && <span className="sr-only">, only here</span>}
    </td>
  );
}

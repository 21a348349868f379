import { useState } from 'react';

import { CallRow } from './call-row';
import type { Call } from './calls';
import type { Filters } from './filters';

const HEADINGS = [
  { title: 'Time', className: 'max-md:hidden' },
  { title: 'Tool', className: 'w-full' },
  { title: 'Outcome', className: '' },
  { title: 'Took', className: 'max-lg:hidden' },
  { title: 'Person', className: 'max-lg:hidden' },
  { title: 'Job', className: 'max-md:hidden' },
];

type Props = {
  calls: readonly Call[];
  /** User → name; who has left has none. */
  names: ReadonlyMap<string, string>;
  onNarrow: (more: Partial<Filters>) => void;
};

/** A page of calls; each row opens to what was asked and what came of it. */
export function CallsTable({ calls, names, onNarrow }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">Tool calls, newest first</caption>
        <thead className="lettering text-faint">
          <tr>
            {HEADINGS.map(({ title, className }) => (
              <th key={title} scope="col" className={`px-4 py-2 font-normal ${className}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="border-t border-line">
          {calls.map((call) => (
            <CallRow
              key={call.id}
              call={call}
              who={call.newest.user_id ? (names.get(call.newest.user_id) ?? 'A former member') : 'Unknown'}
              open={open === call.id}
              onToggle={() => {
                setOpen((now) => (now === call.id ? null : call.id));
              }}
              onNarrow={onNarrow}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

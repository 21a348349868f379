import type { ReactNode } from 'react';

import { formatUsd } from '@/lib/format/money';

import type { Effect, Revision } from '../api/revision';
import { DataWarning } from '../changes/deployment';

type Props = {
  revision: Revision;
  names: ReadonlyMap<string, string>;
  /** What one may do now. */
  actions: ReactNode;
};

/** What the next version does, in short: the cost, what becomes of data, what is made anew. */
export function EditOutcome({ revision: { version, changes, notes }, names, actions }: Props) {
  const { before, after } = changes.cost.expected;
  const change = (after ?? 0) - (before ?? 0);
  return (
    <div className="space-y-4">
      <h3 className="text-sm">Version {version} is drawn</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 border-y border-line py-2">
        <dt className="font-medium">Cost a month</dt>
        <dd className="text-right font-mono text-xs leading-5 tabular-nums">
          {formatUsd(before ?? 0)} → {formatUsd(after ?? 0)}
        </dd>
        <dd
          className={`col-span-2 text-right font-mono text-xs ${Math.abs(change) < 0.005 ? 'text-faint' : change > 0 ? 'text-bad' : 'text-good'}`}
        >
          {Math.abs(change) < 0.005 ? 'as before' : `${change > 0 ? '+' : '−'}${formatUsd(Math.abs(change))}`}
        </dd>
      </dl>
      <DataWarning effects={changes.effects} names={names} />
      <Replaced effects={changes.effects} />
      {notes.length > 0 && (
        <ul className="list-disc space-y-1 pl-4 text-muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}

/** Over what is deployed: what is made anew or goes is named, the rest is counted. */
function Replaced({ effects }: { effects: Effect[] }) {
  const grave = effects.filter(({ action }) => action === 'replace' || action === 'delete');
  const [updated, made] = (['update', 'create'] as const).map(
    (action) => effects.filter((effect) => effect.action === action).length,
  );
  return (
    <div>
      <h4 className="text-[13px] font-medium">Over what is deployed</h4>
      {grave.length === 0 ? (
        <p className="text-muted">Nothing is replaced or destroyed.</p>
      ) : (
        <ul className="mt-1 space-y-1">
          {grave.map(({ resource, type, action }) => (
            <li key={resource} className="border-l-2 border-warn pl-2.5">
              <span className={action === 'delete' ? 'text-bad' : 'text-warn'}>
                {action === 'delete' ? 'Destroyed' : 'Replaced'}
              </span>{' '}
              <span className="font-mono text-xs break-all">{resource}</span>
              <span className="block font-mono text-[11px] leading-4 break-all text-faint">{type}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-muted">
        {updated} changed in place, {made} made.
      </p>
    </div>
  );
}

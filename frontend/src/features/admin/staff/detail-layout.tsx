import type { ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';

import { Facts } from './facts';
import { Suspended } from './marks';

type Props = {
  name: string;
  suspendedSince: string | null;
  suspendedBecause: string | null;
  /** Beside the name. */
  marks: ReactNode;
  /** Under the name: an address, an id. */
  below: ReactNode;
  /** What else is to be known before anything is done. */
  note?: ReactNode;
  facts: readonly [string, ReactNode][];
  list: { title: string; items: readonly { key: string; row: ReactNode }[] };
  /** What was done, and what can be. */
  children: ReactNode;
};

/** One person or one organization, as staff see them. */
export function DetailLayout(props: Props) {
  const { name, suspendedSince, suspendedBecause, marks, below, note, facts, list, children } = props;
  return (
    <div className="space-y-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-xl break-words">{name}</h2>
        {marks}
        <Suspended since={suspendedSince} />
        <p className="w-full text-sm break-all text-muted">{below}</p>
      </header>
      {suspendedBecause && (
        <Alert tone="warn" title="Why it is suspended">
          {suspendedBecause}
        </Alert>
      )}
      {note}
      <Facts facts={facts} />
      <section aria-labelledby="listed">
        <h3 id="listed" className="text-base">
          {list.title}
        </h3>
        <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
          {list.items.map(({ key, row }) => (
            <li key={key} className="flex flex-wrap items-center gap-x-3 px-4 py-2.5 text-sm sm:px-5">
              {row}
            </li>
          ))}
        </ul>
      </section>
      {children}
    </div>
  );
}

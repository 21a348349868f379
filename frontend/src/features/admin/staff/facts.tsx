import type { ReactNode } from 'react';

/** What is known of somebody or something: a word, and what it is. */
export function Facts({ facts }: { facts: readonly [string, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0 bg-surface px-4 py-3">
          <dt className="lettering text-faint">{name}</dt>
          <dd className="mt-1 text-[15px] break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

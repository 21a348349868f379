import { useId, type ReactNode } from 'react';

import { formatQuantity, plural } from '@/lib/format/quantity';

import type { Server } from './standing';
import { StandingMark } from './standing-mark';
import { Warnings } from './warnings';
import { WorkersTable } from './workers-table';

/** One server that is turned on: how it does, what keeps it from more, and the same for each worker. */
export function ServerCard({ server }: { server: Server }) {
  const id = useId();
  return (
    <article
      aria-labelledby={id}
      className="overflow-hidden rounded-lg border border-line-strong bg-surface shadow-card"
    >
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-3.5 pb-3 sm:px-5">
        <h2 id={id} className="min-w-0 font-mono text-[15px] font-medium break-all">
          {server.name}
        </h2>
        <StandingMark standing={server.standing} />
        <p className="lettering w-full min-w-0 break-all text-faint sm:ml-auto sm:w-auto">
          {[server.transport, ...server.versions.map((version) => `version ${version}`)].join(' · ')}
        </p>
      </header>
      <dl className="grid grid-cols-2 gap-px border-y border-line bg-line sm:grid-cols-4">
        <Figure label="Tools in use" note={`of ${server.allowed.length} on the list`}>
          {server.usable}
        </Figure>
        <Figure label="Calls" note="since the workers started">
          {formatQuantity(server.calls)}
        </Figure>
        <Figure
          label="Hit rate"
          note={
            server.lookups > 0 ? `of ${plural(server.lookups, 'lookup')} in 7 days` : 'no lookups in 7 days'
          }
        >
          {server.hitRate === null ? '–' : `${Math.floor(server.hitRate * 100)} %`}
        </Figure>
        <Figure label="Restarts" note="since the workers started">
          {formatQuantity(server.restarts)}
        </Figure>
      </dl>
      <div className="space-y-3 px-4 py-4 sm:px-5">
        <Warnings server={server} />
        {server.standing.label === 'Not reachable' && (
          <p className="text-[13px] text-muted">
            It is used where it can be had, and not missed where it cannot: jobs go on without it, and it is
            tried again every few minutes.
          </p>
        )}
        <WorkersTable server={server} />
        <details className="group text-sm">
          <summary className="w-fit rounded text-[13px] text-muted hover:text-ink">
            {plural(server.allowed.length, 'tool')} on the list
          </summary>
          <ul className="mt-2 flex flex-wrap gap-1.5">
            {server.allowed.map((name) => (
              <li
                key={name}
                className="rounded bg-sunken px-1.5 py-0.5 font-mono text-xs break-all text-muted"
              >
                {name}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </article>
  );
}

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3 sm:px-5">
      <dt className="lettering text-faint">{label}</dt>
      <dd className="mt-1">
        <span className="text-lg font-medium">{children}</span>
        <span className="mt-0.5 block text-xs text-faint">{note}</span>
      </dd>
    </div>
  );
}

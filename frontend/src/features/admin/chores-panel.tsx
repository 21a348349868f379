import clsx from 'clsx';

import { Alert } from '@/components/ui/alert';
import { Loaded } from '@/components/ui/loaded';
import { formatQuantity } from '@/lib/format/quantity';
import { formatAgo, formatMoment, formatSeconds } from '@/lib/format/time';

import { useChores, type Chore } from './api/get-chores';
import { inOrder, STATES, tellInterval, tellLate, titleOf } from './chores';

/** How each chore of the site does; the late ones stand first, and stand out. For staff. */
export function ChoresPanel() {
  const query = useChores();
  return (
    <section aria-labelledby="chores">
      <h2 id="chores" className="text-lg">
        Chores
      </h2>
      <div className="mt-3">
        <Loaded what="the chores" query={query} lines={12}>
          {(chores) => <ChoresTable chores={inOrder(chores)} />}
        </Loaded>
      </div>
    </section>
  );
}

function ChoresTable({ chores }: { chores: Chore[] }) {
  const late = tellLate(chores);
  return (
    <div className="space-y-4">
      {late && (
        <Alert tone="bad" title={late}>
          A chore is late that has not ended well for three of its intervals, and a minute at the least. The
          log of the chores says why; what they had to do is done when they run again.
        </Alert>
      )}
      <table className="w-full border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface text-left text-[13px]">
        <caption className="sr-only">Chores of the whole site, and how the last run of each went</caption>
        <thead className="lettering text-faint">
          <tr>
            <Heading>Chore</Heading>
            <Heading>State</Heading>
            <Heading className="max-sm:hidden">Last run</Heading>
            <Heading className="text-right max-sm:hidden">Took</Heading>
            <Heading className="text-right max-sm:hidden">Did</Heading>
          </tr>
        </thead>
        <tbody>
          {chores.map((chore) => (
            <ChoreRow key={chore.name} chore={chore} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ className, children }: { className?: string; children: string }) {
  return (
    <th scope="col" className={clsx('px-4 py-2 font-normal whitespace-nowrap max-sm:px-3', className)}>
      {children}
    </th>
  );
}

const CELL = 'border-t border-line px-4 py-2.5 align-top max-sm:px-3';

function ChoreRow({ chore }: { chore: Chore }) {
  const { dot, text, label } = STATES[chore.state];
  const troubled = chore.state === 'late' || chore.state === 'failing';
  return (
    <tr
      className={clsx(chore.state === 'late' && 'bg-bad-soft', chore.state === 'failing' && 'bg-warn-soft')}
    >
      <th scope="row" className={clsx(CELL, 'font-normal')}>
        <span className="text-sm font-medium text-ink">{titleOf(chore)}</span>{' '}
        <span className="text-xs text-faint">{tellInterval(chore.interval_seconds)}</span>
        <span className="mt-0.5 block max-w-[75ch] text-muted">{chore.does}</span>
        {troubled && chore.fault && (
          <span className="mt-1 block font-mono text-xs wrap-anywhere text-ink">{chore.fault}</span>
        )}
      </th>
      <td className={CELL}>
        <span
          className={clsx('lettering inline-flex items-center gap-1.5 font-medium whitespace-nowrap', text)}
        >
          <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', dot)} />
          {label}
        </span>
        <span className="mt-1 block text-muted sm:hidden">
          <LastRun chore={chore} />
        </span>
      </td>
      <td className={clsx(CELL, 'whitespace-nowrap text-muted max-sm:hidden')}>
        <LastRun chore={chore} />
      </td>
      <td className={clsx(CELL, 'text-right whitespace-nowrap text-muted tabular-nums max-sm:hidden')}>
        {chore.seconds === null ? '–' : formatSeconds(chore.seconds)}
      </td>
      <td className={clsx(CELL, 'text-right text-muted tabular-nums max-sm:hidden')}>
        {chore.done === null ? '–' : formatQuantity(chore.done)}
      </td>
    </tr>
  );
}

function LastRun({ chore: { state, ended_at, succeeded_at } }: { chore: Chore }) {
  if (!ended_at) return <>never</>;
  return (
    <>
      <Moment iso={ended_at} />
      {state === 'late' && succeeded_at !== ended_at && (
        <span className="block text-xs">well: {succeeded_at ? <Moment iso={succeeded_at} /> : 'never'}</span>
      )}
    </>
  );
}

function Moment({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={formatMoment(iso)}>
      {formatAgo(iso)}
    </time>
  );
}

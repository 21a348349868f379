import clsx from 'clsx';
import { TrendingDown, TrendingUp } from 'lucide-react';

import type { Changes } from '../api/revision';
import { figuresOf, type Figure } from './figures';

/** Cost, uptime, recovery and score, before and after. What stayed the same steps back. */
export function FiguresTable({ changes }: { changes: Changes }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">Figures before and after</caption>
        <thead>
          <tr className="lettering text-left text-faint [&>th]:px-3 [&>th]:py-2.5 [&>th]:font-normal sm:[&>th]:px-4">
            <th scope="col">Figure</th>
            <th scope="col" className="text-right">
              Before
            </th>
            <th scope="col" className="text-right">
              After
            </th>
            <th scope="col" className="text-right max-sm:hidden">
              Change
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {figuresOf(changes).map((figure) => (
            <FigureRow key={figure.label} figure={figure} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COLOURS = { better: 'text-good', worse: 'text-bad', same: 'text-muted' } as const;
const NUMBER = 'text-right font-mono text-[13px] whitespace-nowrap tabular-nums';

function FigureRow({ figure: { label, before, after, change, direction } }: { figure: Figure }) {
  const same = direction === 'same';
  const Icon = change.startsWith('+') ? TrendingUp : TrendingDown;
  return (
    <tr data-direction={direction} className="[&>*]:px-3 [&>*]:py-2 sm:[&>*]:px-4">
      <th scope="row" className={clsx('text-left font-normal', same && 'text-muted')}>
        {label}
      </th>
      <td className={clsx(NUMBER, 'text-muted')}>{before}</td>
      <td className={clsx(NUMBER, same ? 'text-muted' : 'font-medium', 'max-sm:whitespace-normal')}>
        {after}
      </td>
      <td className={clsx(NUMBER, COLOURS[direction], 'max-sm:hidden')}>
        {same ? (
          'same'
        ) : (
          <span className="inline-flex items-center gap-1.5">
            <Icon aria-hidden className="size-3.5" />
            {change}
            <span className="sr-only">, {direction}</span>
          </span>
        )}
      </td>
    </tr>
  );
}

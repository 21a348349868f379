import { useId } from 'react';

import { formatQuantity } from '@/lib/format/quantity';
import { useNarrow } from '@/lib/use-narrow';

import type { Window } from '../api/staff-queue';
import { errorShareOf, niceCeiling, type Bar } from './rates';

const [HEIGHT, LEFT, BOTTOM, TOP] = [200, 40, 24, 8];
/** In the units of the drawing, so that its letters are as large on a phone. */
const WIDTHS = { wide: 720, narrow: 340 };
/** Bars from one label to the next. */
const EVERY = { wide: 4, narrow: 8 };
const SERIES = [
  { name: 'succeeded', label: 'Succeeded', fill: 'fill-good', swatch: 'bg-good' },
  { name: 'failed', label: 'Failed', fill: 'fill-bad', swatch: 'bg-bad' },
  { name: 'cancelled', label: 'Cancelled', fill: 'fill-faint', swatch: 'bg-faint' },
] as const;

/** Bars by hour, each of what succeeded, failed and was cancelled; the same as a table for those who do not see it. */
export function RatesChart({ bars, window }: { bars: readonly Bar[]; window: Window }) {
  const id = useId();
  const most = niceCeiling(Math.max(...bars.map((bar) => bar.succeeded + bar.failed + bar.cancelled)));
  const size = useNarrow() ? 'narrow' : 'wide';
  const width = WIDTHS[size];
  const step = (width - LEFT) / bars.length;
  const toHeight = (count: number): number => (count / most) * (HEIGHT - BOTTOM - TOP);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-labelledby={`${id}-title`}
        className="h-auto w-full"
      >
        <title id={`${id}-title`}>How jobs ended, by time</title>
        {[0, 0.5, 1].map((share) => {
          const y = HEIGHT - BOTTOM - toHeight(share * most);
          return (
            <g key={share}>
              <line x1={LEFT} x2={width} y1={y} y2={y} className="stroke-line" />
              <text x={LEFT - 8} y={y + 4} textAnchor="end" className="fill-faint font-mono text-[10px]">
                {share * most >= 1 || share === 0 ? formatQuantity(share * most) : ''}
              </text>
            </g>
          );
        })}
        {bars.map((bar, index) => (
          <BarColumn key={bar.from} bar={bar} x={LEFT + index * step} width={step} toHeight={toHeight} />
        ))}
        {bars.map(
          ({ from }, index) =>
            index % EVERY[size] === 0 && (
              <text
                key={from}
                x={LEFT + index * step + 2}
                y={HEIGHT - 7}
                className="fill-faint font-mono text-[10px]"
              >
                {labelOf(from, window)}
              </text>
            ),
        )}
      </svg>
      <figcaption>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[13px] text-muted">
          {SERIES.map(({ name, label, swatch }) => (
            <li key={name} className="inline-flex items-center gap-2">
              <span aria-hidden className={`size-2.5 rounded-[3px] ${swatch}`} />
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>How jobs ended</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              {SERIES.map(({ name, label }) => (
                <th key={name} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars
              .filter((bar) => bar.succeeded + bar.failed + bar.cancelled > 0)
              .map((bar) => (
                <tr key={bar.from}>
                  <th scope="row">{new Date(bar.from).toLocaleString('en-GB')}</th>
                  {SERIES.map(({ name }) => (
                    <td key={name}>{bar[name]}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

type ColumnProps = { bar: Bar; x: number; width: number; toHeight: (count: number) => number };

function BarColumn({ bar, x, width, toHeight }: ColumnProps) {
  const share = errorShareOf(bar);
  const parts = SERIES.map(({ name, fill }, index) => {
    const below = SERIES.slice(0, index).reduce((sum, { name: other }) => sum + bar[other], 0);
    return { name, fill, y: HEIGHT - BOTTOM - toHeight(below + bar[name]), height: toHeight(bar[name]) };
  });
  const told = SERIES.map(({ name }) => `${formatQuantity(bar[name])} ${name}`).join(', ');
  return (
    <g>
      <title>
        {new Date(bar.from).toLocaleString('en-GB')}: {told}
        {share === null ? '' : `, ${Math.round(share * 100)} % errors`}
      </title>
      <rect x={x} y={TOP} width={width} height={HEIGHT - BOTTOM - TOP} fill="transparent" />
      {parts.map(({ name, fill, y, height }) => (
        <rect key={name} x={x + 1.5} y={y} width={width - 3} height={height} className={fill} />
      ))}
    </g>
  );
}

function labelOf(from: number, window: Window): string {
  const at = new Date(from);
  return window === '24h'
    ? at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleDateString('en-US', { weekday: 'short', day: 'numeric' });
}

import { useId } from 'react';

import { formatQuantity } from '@/lib/format/quantity';
import { useNarrow } from '@/lib/use-narrow';

import type { Window } from '../api/staff-queue';
import { niceCeiling, type Bar } from './rates';

const [HEIGHT, LEFT, BOTTOM, TOP] = [200, 40, 24, 8];
/** In the units of the drawing, so that its letters are as large on a phone. */
const WIDTHS = { wide: 720, narrow: 340 };
/** Bars from one label to the next. */
const EVERY = { wide: 4, narrow: 8 };

/** What a bar is made of, from below. */
export type Series<Name extends string> = readonly {
  name: Name;
  label: string;
  fill: string;
  swatch: string;
}[];

type Props<Name extends string> = {
  /** What is shown: “How jobs ended”. */
  title: string;
  bars: readonly Bar<Name>[];
  series: Series<Name>;
  window: Window;
};

/** Bars by hour, each of its series; the same as a table for those who do not see it. */
export function RatesChart<Name extends string>({ title, bars, series, window }: Props<Name>) {
  const id = useId();
  const all = ({ counts }: Bar<Name>): number => series.reduce((sum, { name }) => sum + counts[name], 0);
  const most = niceCeiling(Math.max(...bars.map(all)));
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
        <title id={`${id}-title`}>{title}, by time</title>
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
          <BarColumn
            key={bar.from}
            bar={bar}
            series={series}
            x={LEFT + index * step}
            width={step}
            toHeight={toHeight}
          />
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
          {series.map(({ name, label, swatch }) => (
            <li key={name} className="inline-flex items-center gap-2">
              <span aria-hidden className={`size-2.5 rounded-[3px] ${swatch}`} />
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              {series.map(({ name, label }) => (
                <th key={name} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars
              .filter((bar) => all(bar) > 0)
              .map((bar) => (
                <tr key={bar.from}>
                  <th scope="row">{new Date(bar.from).toLocaleString('en-GB')}</th>
                  {series.map(({ name }) => (
                    <td key={name}>{bar.counts[name]}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

type ColumnProps<Name extends string> = {
  bar: Bar<Name>;
  series: Series<Name>;
  x: number;
  width: number;
  toHeight: (count: number) => number;
};

function BarColumn<Name extends string>({
  bar: { from, counts },
  series,
  x,
  width,
  toHeight,
}: ColumnProps<Name>) {
  const parts = series.map(({ name, fill }, index) => {
    const below = series.slice(0, index).reduce((sum, { name: other }) => sum + counts[other], 0);
    return {
      name,
      fill,
      y: HEIGHT - BOTTOM - toHeight(below + counts[name]),
      height: toHeight(counts[name]),
    };
  });
  const told = series
    .map(({ name, label }) => `${formatQuantity(counts[name])} ${label.toLowerCase()}`)
    .join(', ');
  return (
    <g>
      <title>
        {new Date(from).toLocaleString('en-GB')}: {told}
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

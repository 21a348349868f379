import clsx from 'clsx';
import { useState } from 'react';

import type { Option } from '../api/analysis';
import { axesOf, inOrder } from './pillars';
import { points, spot, type Spot } from './radar';

type Props = { options: Option[]; recommended: string };

const SIZE = { width: 380, height: 300 };
const MIDDLE: Spot = { x: SIZE.width / 2, y: SIZE.height / 2 };
const RADIUS = 104;
const RINGS = [20, 40, 60, 80, 100];

/** Never by colour alone: each option has its dashes and its mark, too. */
const LOOKS = [
  { line: 'stroke-warn', area: 'fill-warn/10', mark: 'fill-warn', dashes: '2 4', shape: 'square' },
  { line: 'stroke-accent', area: 'fill-accent/12', mark: 'fill-accent', dashes: '', shape: 'round' },
  { line: 'stroke-good', area: 'fill-good/10', mark: 'fill-good', dashes: '8 4', shape: 'diamond' },
] as const;
type Look = (typeof LOOKS)[number];
const lookOf = (index: number): Look => LOOKS[index % LOOKS.length] ?? LOOKS[0];

/** The scores of the pillars, one outline for each option, and the same as a table. */
export function PillarRadar({ options, recommended }: Props) {
  const [alone, setAlone] = useState<string | null>(null);
  const pillars = inOrder(options[0]?.pillars ?? {}).map(([title]) => title);
  const { axes, unjudged } = axesOf(options.map((option) => option.pillars));
  return (
    <div>
      <svg
        role="img"
        aria-label={told(options)}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        className="mx-auto block w-full max-w-[440px]"
      >
        {RINGS.map((score) => (
          <polygon
            key={score}
            points={points(
              MIDDLE,
              RADIUS,
              axes.map(() => score),
            )}
            className="fill-none stroke-line"
          />
        ))}
        {axes.map((title, index) => (
          <Axis key={title} title={title} index={index} of={axes.length} />
        ))}
        {options.map((option, index) => (
          <Outline
            key={option.name}
            scores={axes.map((title) => option.pillars[title] ?? null)}
            look={lookOf(index)}
            faint={alone !== null && alone !== option.name}
            strong={alone === option.name || (alone === null && option.name === recommended)}
          />
        ))}
      </svg>
      {unjudged.length > 0 && (
        <p className="text-center text-[13px] text-muted">Not judged: {unjudged.join(', ')}</p>
      )}
      <ul aria-label="Options in the chart" className="mt-2 flex flex-wrap justify-center gap-2">
        {options.map(({ name, title, score }, index) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={alone === name}
              onClick={() => {
                setAlone(alone === name ? null : name);
              }}
              className={clsx(
                'inline-flex items-center gap-2 rounded-full border px-3 py-1 text-[13px] transition-colors',
                alone === name
                  ? 'border-accent bg-accent-soft text-ink'
                  : 'border-line text-muted hover:border-accent hover:text-ink',
              )}
            >
              <svg aria-hidden viewBox="0 0 24 10" className="h-2.5 w-6">
                <line
                  x1="0"
                  y1="5"
                  x2="24"
                  y2="5"
                  strokeWidth="2"
                  strokeDasharray={lookOf(index).dashes}
                  className={lookOf(index).line}
                />
                <Mark at={{ x: 12, y: 5 }} look={lookOf(index)} />
              </svg>
              {title} <span className="font-mono text-xs tabular-nums">{score ?? '–'}</span>
            </button>
          </li>
        ))}
      </ul>
      <details className="mt-3 text-[13px]">
        <summary className="mx-auto w-fit rounded font-medium text-accent hover:underline">
          As a table
        </summary>
        <ScoreTable options={options} pillars={pillars} />
      </details>
    </div>
  );
}

function Axis({ title, index, of }: { title: string; index: number; of: number }) {
  const end = spot(MIDDLE, RADIUS, index, of);
  const label = spot(MIDDLE, RADIUS + 14, index, of);
  const side = Math.abs(label.x - MIDDLE.x) < 2 ? 'middle' : label.x > MIDDLE.x ? 'start' : 'end';
  const [first = '', ...rest] = title.split(' ');
  return (
    <g aria-hidden>
      <line x1={MIDDLE.x} y1={MIDDLE.y} x2={end.x} y2={end.y} className="stroke-line" />
      <text x={label.x} y={label.y} textAnchor={side} className="fill-muted text-[11px]">
        <tspan x={label.x} dy={side === 'middle' && label.y < MIDDLE.y ? '-0.9em' : '0.1em'}>
          {first}
        </tspan>
        <tspan x={label.x} dy="1.15em">
          {rest.join(' ')}
        </tspan>
      </text>
    </g>
  );
}

type OutlineProps = { scores: (number | null)[]; look: Look; faint: boolean; strong: boolean };

function Outline({ scores, look, faint, strong }: OutlineProps) {
  return (
    <g aria-hidden className={clsx('transition-opacity', faint && 'opacity-15')}>
      <polygon
        points={points(
          MIDDLE,
          RADIUS,
          scores.map((score) => score ?? 0),
        )}
        strokeWidth={strong ? 2.5 : 1.5}
        strokeDasharray={look.dashes}
        strokeLinejoin="round"
        className={clsx(look.line, strong ? look.area : 'fill-none')}
      />
      {scores.map(
        (score, index) =>
          score !== null && (
            <Mark key={index} at={spot(MIDDLE, (RADIUS * score) / 100, index, scores.length)} look={look} />
          ),
      )}
    </g>
  );
}

function Mark({ at: { x, y }, look }: { at: Spot; look: Look }) {
  if (look.shape === 'round') return <circle cx={x} cy={y} r="3.2" className={look.mark} />;
  const turn = look.shape === 'diamond' ? `rotate(45 ${x} ${y})` : undefined;
  return <rect x={x - 2.8} y={y - 2.8} width="5.6" height="5.6" transform={turn} className={look.mark} />;
}

function ScoreTable({ options, pillars }: { options: Option[]; pillars: string[] }) {
  return (
    <div className="relative mt-2 overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">Scores of the pillars, 0 to 100</caption>
        <thead>
          <tr className="text-left text-muted [&>th]:py-1.5 [&>th]:pr-3 [&>th]:font-normal">
            <th scope="col">Pillar</th>
            {options.map(({ name, title }) => (
              <th key={name} scope="col" className="text-right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {pillars.map((pillar) => (
            <tr key={pillar} className="[&>*]:py-1.5 [&>*]:pr-3">
              <th scope="row" className="text-left font-normal">
                {pillar}
              </th>
              {options.map(({ name, pillars: scores }) => (
                <td key={name} className="text-right font-mono text-xs tabular-nums">
                  {scores[pillar] ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function told(options: Option[]): string {
  const each = options.map(({ title, pillars }) => {
    const scores = inOrder(pillars).map(([pillar, score]) => `${pillar} ${score ?? 'not judged'}`);
    return `${title}: ${scores.join(', ')}`;
  });
  return `Scores of the Well-Architected pillars, 0 to 100. ${each.join('. ')}.`;
}

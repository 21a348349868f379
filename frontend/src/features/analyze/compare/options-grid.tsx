import { useState, type ReactNode } from 'react';

import { formatUsd } from '@/lib/format/money';
import { formatUptime } from '@/lib/format/quantity';

import type { Analysis, Option } from '../api/analysis';
import { OptionCard } from './option-card';
import { makeRows } from './rows';

/** What is open over the cards, by option: it stands in the address. */
export type Shown = {
  diagram: string | null;
  onDiagram: (option: string | null) => void;
};

type Props = {
  jobId: string;
  analysis: Analysis;
  /** Without it, what is open is not in the address. */
  shown?: Shown | undefined;
  /** The open findings of an option, counted, with the way to their list. */
  findings?: ((option: Option) => ReactNode) | undefined;
  onImplement?: ((option: string) => void) | undefined;
  onTakeBack?: ((option: string, check: string) => void) | undefined;
  busy: boolean;
};

/** The options side by side, or below each other where there is no room. */
export function OptionsGrid({
  jobId,
  analysis,
  shown: given,
  findings,
  onImplement,
  onTakeBack,
  busy,
}: Props) {
  const { options, recommendation } = analysis;
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [diagram, onDiagram] = useState<string | null>(null);
  const over = given ?? { diagram, onDiagram };
  const rows = makeRows(options, findings);
  const shown = onlyDifferent ? rows.filter(({ standings }) => !standings.includes('same')) : rows;
  const titles = new Map(options.map(({ name, title }) => [name, title]));
  return (
    <section aria-labelledby="options" className="@container">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="options" className="text-base">
          Side by side
        </h2>
        <label className="flex cursor-pointer items-center gap-2 text-[13px] text-muted">
          <input
            type="checkbox"
            checked={onlyDifferent}
            onChange={(event) => {
              setOnlyDifferent(event.target.checked);
            }}
            className="size-4 accent-(--accent)"
          />
          Only what differs
        </label>
      </div>
      <Glance analysis={analysis} />
      <div className="grid gap-x-4 gap-y-6 @3xl:grid-cols-3 @3xl:gap-y-0">
        {options.map((option, index) => (
          <OptionCard
            key={option.name}
            jobId={jobId}
            option={option}
            index={index}
            rows={shown}
            recommended={option.name === recommendation.option}
            sameAs={titles.get(option.same_as) ?? ''}
            others={othersFirst(options, option.name, recommendation.option)}
            diagramOpen={over.diagram === option.name}
            onDiagram={(open) => {
              over.onDiagram(open ? option.name : null);
            }}
            fixes={analysis.fixes[option.name] ?? []}
            onTakeBack={
              onTakeBack &&
              ((check) => {
                onTakeBack(option.name, check);
              })
            }
            busy={busy}
            onImplement={
              onImplement &&
              (() => {
                onImplement(option.name);
              })
            }
          />
        ))}
      </div>
    </section>
  );
}

/** What an option is held against: first of all the recommended one. */
function othersFirst(options: Option[], own: string, first: string): Option[] {
  const others = options.filter(({ name }) => name !== own);
  return [...others.filter(({ name }) => name === first), ...others.filter(({ name }) => name !== first)];
}

/** Where the options stand below each other: their first figures together, and the way to each. */
function Glance({ analysis: { options, recommendation } }: Pick<Props, 'analysis'>) {
  return (
    <nav aria-label="Options" className="mb-6 @3xl:hidden">
      <ul className="divide-y divide-line rounded-lg border border-line-strong bg-surface">
        {options.map(({ name, title, cost, availability: { percent } }) => (
          <li key={name}>
            <a
              href={`#option-${name}`}
              className="grid grid-cols-[minmax(0,1fr)_auto_4.75rem] items-baseline gap-3 px-4 py-2.5 text-sm hover:bg-sunken/60"
            >
              <span className="font-medium text-accent">
                {title}
                {name === recommendation.option && (
                  <span className="block text-xs font-normal text-muted">recommended</span>
                )}
              </span>
              <span className="font-mono text-[13px] tabular-nums">{formatUsd(cost.expected)}</span>
              <span className="text-right font-mono text-[13px] text-muted tabular-nums">
                {percent === null ? '–' : formatUptime(percent)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

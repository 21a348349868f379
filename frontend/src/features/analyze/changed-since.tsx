import clsx from 'clsx';
import { History, Undo2 } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import { formatUsd } from '@/lib/format/money';
import { formatUptime } from '@/lib/format/quantity';
import type { Job } from '@/types/job';

import type { Analysis, Option } from './api/analysis';
import { askedOtherwise } from './compare/option-changes';

type Props = { before: { job: Job; analysis: Analysis }; after: { job: Job; analysis: Analysis } };

/** After a comparison was made again: what was asked otherwise, what came of it, and the way back. */
export function ChangedSince({ before, after }: Props) {
  const id = useId();
  const asked = askedOtherwise(before.job.options, after.job.options, after.analysis.options);
  const recommended = [before, after].map(({ analysis }) => analysis.recommendation.title);
  return (
    <section
      aria-labelledby={id}
      className="rounded-lg border border-accent bg-accent-soft/60 px-5 py-4 sm:px-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 id={id} className="flex items-center gap-2 text-base">
            <History aria-hidden className="size-4 text-accent" />
            What changed
          </h2>
          <ul className="mt-1 space-y-0.5 text-sm text-muted">
            {asked.length === 0 && <li>The same was asked again.</li>}
            {asked.map((one) => (
              <li key={one}>{one}</li>
            ))}
            {recommended[0] !== recommended[1] && (
              <li className="font-medium text-ink">
                Recommended was {recommended[0]}, and is {recommended[1]} now.
              </li>
            )}
          </ul>
        </div>
        <Link to={`/jobs/${before.job.id}`} className={buttonClass({ size: 'small' })}>
          <Undo2 aria-hidden className="size-4" />
          Undo: the comparison before
        </Link>
      </div>
      <Figures before={before.analysis.options} after={after.analysis.options} />
    </section>
  );
}

type Kind = {
  title: string;
  of: (option: Option) => number | null;
  show: (value: number) => string;
  more: boolean;
};

const KINDS: Kind[] = [
  { title: 'Cost a month', of: ({ cost }) => cost.expected, show: formatUsd, more: false },
  { title: 'Availability', of: ({ availability }) => availability.percent, show: formatUptime, more: true },
  { title: 'Well-Architected', of: ({ score }) => score, show: String, more: true },
];

function Figures({ before, after }: { before: Option[]; after: Option[] }) {
  return (
    <div className="relative mt-3 overflow-x-auto">
      <table className="w-full text-[13px]">
        <caption className="sr-only">Figures of each option, before and after</caption>
        <thead>
          <tr className="lettering text-left text-faint [&>th]:py-1 [&>th]:pr-4 [&>th]:font-normal">
            <th scope="col">Option</th>
            {KINDS.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {after.map((option) => (
            <tr key={option.name} className="[&>*]:py-1.5 [&>*]:pr-4">
              <th scope="row" className="text-left font-medium whitespace-nowrap">
                {option.title}
              </th>
              {KINDS.map((kind) => (
                <Figure
                  key={kind.title}
                  kind={kind}
                  before={before.find(({ name }) => name === option.name)}
                  after={option}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ kind, before, after }: { kind: Kind; before: Option | undefined; after: Option }) {
  const [was, is] = [before ? kind.of(before) : null, kind.of(after)];
  const show = (value: number | null): string => (value === null ? '–' : kind.show(value));
  if (show(was) === show(is)) return <td className="font-mono text-muted tabular-nums">{show(is)}</td>;
  const better = (is ?? 0) > (was ?? 0) === kind.more;
  return (
    <td className="font-mono whitespace-nowrap tabular-nums">
      <span className="text-faint">{show(was)} → </span>
      <span className={clsx('font-semibold', better ? 'text-good' : 'text-bad')}>
        {show(is)}
        <span className="sr-only">, {better ? 'better' : 'worse'}</span>
      </span>
    </td>
  );
}

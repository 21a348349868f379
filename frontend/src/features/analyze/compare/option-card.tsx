import clsx from 'clsx';
import { ArrowRight } from 'lucide-react';
import type { CSSProperties } from 'react';

import { Button } from '@/components/ui/button';

import type { Option } from '../api/analysis';
import { Cell } from './cell';
import { DiagramThumb } from './diagram-thumb';
import { FixesMade } from './fixes-made';
import type { Row } from './rows';

type Props = {
  jobId: string;
  option: Option;
  index: number;
  rows: Row[];
  recommended: boolean;
  /** Title of the option that it equals, if any. */
  sameAs: string;
  others: Option[];
  diagramOpen: boolean;
  onDiagram: (open: boolean) => void;
  fixes: { check: string; made: boolean }[];
  onTakeBack?: ((check: string) => void) | undefined;
  /** Absent where one may only look. */
  onImplement?: (() => void) | undefined;
  busy: boolean;
};

/** Rows of the card beside those of the table: title and aim, diagram, action. */
const OWN_ROWS = 3;

/** One option. Where there is room, its rows line up with those of the others. */
export function OptionCard({
  jobId,
  option,
  index,
  rows,
  recommended,
  sameAs,
  others,
  diagramOpen,
  onDiagram,
  fixes,
  onTakeBack,
  onImplement,
  busy,
}: Props) {
  const title = `option-${option.name}`;
  const spans = { '--rows': rows.length, '--all': rows.length + OWN_ROWS } as CSSProperties;
  return (
    <article
      aria-labelledby={title}
      data-option={option.name}
      style={spans}
      className={clsx(
        'overflow-hidden rounded-lg border bg-surface shadow-card @3xl:row-[span_var(--all)] @3xl:grid @3xl:grid-rows-subgrid',
        recommended ? 'border-accent ring-1 ring-accent' : 'border-line-strong',
      )}
    >
      <header className="px-4 pt-4 pb-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 id={title} className="text-lg">
            {option.title}
          </h3>
          {recommended && (
            <span className="lettering rounded-full bg-accent px-2.5 py-0.5 text-accent-ink">
              recommended
            </span>
          )}
        </div>
        <p className="mt-1 text-[13px] leading-snug text-muted">{option.aim}</p>
        {sameAs && (
          <p className="mt-2 text-[13px] leading-snug text-warn">
            The request leaves no other way: this is the same as {sameAs.toLowerCase()}.
          </p>
        )}
        <FixesMade title={option.title} fixes={fixes} onTakeBack={onTakeBack} busy={busy} />
      </header>
      <DiagramThumb jobId={jobId} option={option} others={others} open={diagramOpen} onOpen={onDiagram} />
      <div className="px-4 py-3">
        {onImplement && (
          <Button
            variant={recommended ? 'primary' : 'outline'}
            className="w-full"
            disabled={busy}
            onClick={onImplement}
            aria-label={`Implement this option: ${option.title}`}
          >
            Implement this option
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      <dl className="@3xl:row-[span_var(--rows)] @3xl:grid @3xl:grid-rows-subgrid">
        {rows.map((row) => (
          <Cell key={row.id} id={row.id} label={row.label} standing={row.standings[index] ?? 'other'}>
            {row.show(option)}
          </Cell>
        ))}
      </dl>
    </article>
  );
}

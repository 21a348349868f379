import clsx from 'clsx';

/** Grey bars where text will be. */
export function Skeleton({
  lines = 3,
  label,
  className,
}: {
  lines?: number;
  label: string;
  className?: string;
}) {
  return (
    <div role="status" className={clsx('space-y-3', className)}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          aria-hidden
          className={clsx(
            'h-4 animate-breathe rounded bg-line',
            line % 3 === 2 ? 'w-2/5' : line % 3 === 1 ? 'w-4/5' : 'w-full',
          )}
        />
      ))}
    </div>
  );
}

/** Rows of a list, each a title and a line below it. */
export function RowsSkeleton({ rows, className }: { rows: number; className?: string }) {
  return (
    <div aria-hidden className={className}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="space-y-2 py-2.5">
          <div className={clsx('h-3.5 animate-breathe rounded bg-line', row % 2 ? 'w-3/5' : 'w-4/5')} />
          <div className="h-2.5 w-2/5 animate-breathe rounded bg-line" />
        </div>
      ))}
    </div>
  );
}

import clsx from 'clsx';

/** The name, beside a floor plan with three rooms. */
export function Wordmark({ large = false }: { large?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 24 24" aria-hidden className={clsx('text-accent', large ? 'size-9' : 'size-6')}>
        <path
          d="M3 3h18v18H3z M3 12h9 M16 12h5 M12 3v5 M12 16v5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="square"
        />
      </svg>
      <span className={clsx('font-semibold tracking-tight', large ? 'text-2xl' : 'text-[17px]')}>
        Groundplan
      </span>
    </span>
  );
}

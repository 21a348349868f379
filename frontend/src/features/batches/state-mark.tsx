import clsx from 'clsx';

/** A state in a word, with a dot of its colour. */
export function StateMark({ look }: { look: { label: string; dot: string; text: string } }) {
  return (
    <span
      className={clsx('lettering inline-flex items-center gap-1.5 font-medium whitespace-nowrap', look.text)}
    >
      <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', look.dot)} />
      {look.label}
    </span>
  );
}

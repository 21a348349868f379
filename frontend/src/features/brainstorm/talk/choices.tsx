import clsx from 'clsx';

import type { Choice } from '../api/conversation';

type Props = {
  label: string;
  choices: Choice[];
  disabled?: boolean;
  small?: boolean;
  onPick: (value: string) => void;
};

/** Answers to pick; picking one says it. */
export function Choices({ label, choices, disabled = false, small = false, onPick }: Props) {
  if (choices.length === 0) return null;
  return (
    <ul aria-label={label} className={clsx('flex flex-wrap', small ? 'mt-2 gap-1.5 pl-6' : 'mt-4 gap-2')}>
      {choices.map((choice) => (
        <li key={choice.value} className="max-w-full">
          <button
            type="button"
            disabled={disabled}
            onClick={() => {
              onPick(choice.value);
            }}
            className={clsx(
              'rounded-2xl border border-accent/50 bg-surface text-left text-accent transition-colors',
              'hover:border-accent hover:bg-accent-soft disabled:border-line disabled:bg-surface disabled:text-muted',
              small ? 'px-2.5 py-1 text-[13px] leading-4' : 'px-3.5 py-1.5 text-sm',
            )}
          >
            {choice.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

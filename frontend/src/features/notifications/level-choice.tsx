import { useId } from 'react';

import { LEVELS, type Level } from './api/notifications';

const TOLD: Record<Level, { title: string; text: string }> = {
  all: {
    title: 'All that I switch on',
    text: 'Each mail of the kinds below, as soon as there is something to tell.',
  },
  digests: {
    title: 'No mails about single jobs',
    text: 'One digest for each batch, and what concerns the organization.',
  },
  none: {
    title: 'None',
    text: 'Everything is still told on the pages here. Invitations are sent all the same.',
  },
};

type Props = { level: Level; onChange: (level: Level) => void };

/** How much mail at all. Radio buttons: one tab stop, and the arrow keys choose. */
export function LevelChoice({ level, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="mb-3 text-lg font-semibold">How much</legend>
      {LEVELS.map((value) => (
        <label
          key={value}
          className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 gap-y-1 rounded-lg border border-line bg-surface px-4 py-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={level === value}
            aria-describedby={`${name}-${value}`}
            onChange={() => {
              onChange(value);
            }}
            className="row-span-2 mt-0.5 size-4 accent-(--accent) outline-none"
          />
          <span className="text-sm font-medium">{TOLD[value].title}</span>
          <span id={`${name}-${value}`} className="text-[13px] leading-snug text-muted">
            {TOLD[value].text}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

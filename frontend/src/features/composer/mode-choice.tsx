import { useId } from 'react';

import type { Mode } from './draft';

const CHOICES: { mode: Mode; title: string; told: string }[] = [
  {
    mode: 'implement',
    title: 'Implement',
    told: 'One plan, ready to deploy: Terraform, CloudFormation, diagram, costs and checks.',
  },
  {
    mode: 'analyze',
    title: 'Analyze',
    told: 'Three options side by side: cost, availability, recovery and effort. You choose.',
  },
  {
    mode: 'brainstorm',
    title: 'Brainstorm',
    told: 'Talk it through first. What is understood gathers on a sheet.',
  },
];

/** What shall become of the request. Radio buttons: one tab stop, and the arrow keys choose. */
export function ModeChoice({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const name = useId();
  return (
    <fieldset className="grid border-t border-line sm:grid-cols-3">
      <legend className="sr-only">What to make</legend>
      {CHOICES.map((choice) => (
        <label
          key={choice.mode}
          className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 px-4 py-3 transition-colors not-last:max-sm:border-b not-last:border-line hover:bg-sunken/60 has-checked:bg-accent-soft has-checked:hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent sm:not-last:border-r"
        >
          <input
            type="radio"
            name={name}
            value={choice.mode}
            checked={mode === choice.mode}
            aria-describedby={`${name}-${choice.mode}`}
            onChange={() => {
              onChange(choice.mode);
            }}
            className="row-span-2 mt-0.5 size-4 accent-(--accent) outline-none"
          />
          <span className="text-sm font-medium">{choice.title}</span>
          <span id={`${name}-${choice.mode}`} className="text-[13px] leading-snug text-muted">
            {choice.told}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

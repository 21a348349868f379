import { ChevronDown } from 'lucide-react';

import type { OptionLimits } from './block-options';
import { lines } from './option-value';

type Props = {
  id: string;
  label: string;
  limits: OptionLimits;
  text: string;
  invalid: boolean;
  describedBy: string;
  onChange: (text: string) => void;
};

const FIELD =
  'mt-1 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs hover:border-ink/40 aria-invalid:border-bad';

/** The field that fits the type of an option: a choice, a number, a list, or text. */
export function OptionInput(props: Props) {
  const { id, limits, text, invalid, describedBy, onChange } = props;
  const choices = limits.type === 'boolean' ? ['true', 'false'] : limits.choices?.map(String);
  const shared = { id, 'aria-invalid': invalid, 'aria-describedby': describedBy };
  if (limits.type === 'list' && choices) return <Several {...props} choices={choices} />;
  if (choices)
    return (
      <div className="relative">
        <select
          {...shared}
          value={text}
          onChange={({ target }) => {
            onChange(target.value);
          }}
          className={`${FIELD} h-8 appearance-none truncate pr-8`}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {tellChoice(choice, limits)}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-3 right-2.5 size-4 text-faint" />
      </div>
    );
  if (limits.type === 'list')
    return (
      <textarea
        {...shared}
        rows={Math.min(6, Math.max(2, lines(text).length + 1))}
        value={text}
        onChange={({ target }) => {
          onChange(target.value);
        }}
        className={`${FIELD} block py-1.5 leading-5`}
      />
    );
  const number = limits.type !== 'string';
  return (
    <span className="relative block">
      <input
        {...shared}
        value={text}
        inputMode={number ? (limits.type === 'integer' ? 'numeric' : 'decimal') : undefined}
        onChange={({ target }) => {
          onChange(target.value);
        }}
        className={`${FIELD} h-8`}
      />
      {number && limits.unit && (
        <span
          aria-hidden
          className="pointer-events-none absolute top-3 right-2.5 font-mono text-[11px] leading-4 text-faint"
        >
          {limits.unit}
        </span>
      )}
    </span>
  );
}

function tellChoice(choice: string, { type, unit }: OptionLimits): string {
  if (type === 'boolean') return choice === 'true' ? 'yes' : 'no';
  return choice === '' ? 'none' : `${choice} ${unit}`.trim();
}

/** Any number of a list's choices. */
function Several({ label, choices, text, describedBy, onChange }: Props & { choices: string[] }) {
  const chosen = lines(text);
  return (
    <div
      role="group"
      aria-label={label}
      aria-describedby={describedBy}
      className="mt-1 max-h-44 overflow-y-auto rounded-md border border-line-strong bg-surface px-2.5 py-1.5"
    >
      {choices.map((choice) => (
        <label key={choice} className="flex items-center gap-2 py-0.5 font-mono text-xs">
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={({ target }) => {
              const others = chosen.filter((one) => one !== choice);
              onChange((target.checked ? [...others, choice] : others).join('\n'));
            }}
            className="accent-accent"
          />
          {choice}
        </label>
      ))}
    </div>
  );
}

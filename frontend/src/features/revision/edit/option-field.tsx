import clsx from 'clsx';
import { Undo2 } from 'lucide-react';
import { useId } from 'react';

import { Button } from '@/components/ui/button';
import { capitalize, spell } from '@/lib/format/words';

import type { OptionLimits } from './block-options';
import { OptionInput } from './option-input';
import { tellLimits, tellValue, toText, type Value } from './option-value';

type Props = {
  name: string;
  description: string;
  /** What the version has now. */
  now: Value;
  limits: OptionLimits;
  text: string;
  fault: string | null;
  onChange: (text: string) => void;
};

/** One option: what it is, what it takes, and a field for another value. */
export function OptionField({ name, description, now, limits, text, fault, onChange }: Props) {
  const id = useId();
  const changed = text !== toText(now);
  const ordinary = toText(limits.default);
  const label = capitalize(spell(name));
  const hints = [
    tellLimits(limits),
    changed ? `was ${tellValue(now, limits.unit)}` : '',
    ordinary === text ? '' : `ordinarily ${tellValue(limits.default, limits.unit)}`,
  ];
  return (
    <div
      className={clsx(
        '-mx-4 border-l-2 px-4 py-2.5',
        changed ? 'border-accent bg-accent-soft' : 'border-transparent',
      )}
    >
      <div className="flex min-h-6 items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {changed && (
          <Button
            size="icon"
            variant="quiet"
            className="-my-1 size-6!"
            aria-label={`Undo: ${label}`}
            title="Undo"
            onClick={() => {
              onChange(toText(now));
            }}
          >
            <Undo2 aria-hidden className="size-3.5" />
          </Button>
        )}
      </div>
      <OptionInput
        id={id}
        label={label}
        limits={limits}
        text={text}
        invalid={fault !== null}
        describedBy={`${id}-about`}
        onChange={onChange}
      />
      <div id={`${id}-about`} className="mt-1 text-xs leading-4 text-faint">
        {fault && <p className="text-bad">{fault}</p>}
        {hints.some(Boolean) && <p className="font-mono text-[11px]">{hints.filter(Boolean).join(' · ')}</p>}
        {description && <p>{description}</p>}
      </div>
    </div>
  );
}

import { useId, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { TITLE_CHARACTERS } from '@/config/limits';
import { plural } from '@/lib/format/quantity';

export type Sending = { mode: 'all_or_nothing' | 'partial'; name: string; notify: boolean };
type Props = {
  good: number;
  total: number;
  pending: boolean;
  /** Why it cannot be sent whatever is chosen: the plan is too small. */
  refused: string | null;
  onSend: (sending: Sending) => void;
};

const MODES = [
  {
    value: 'all_or_nothing',
    title: 'All or nothing',
    told: 'Every item is taken, or none is and the faults are told.',
  },
  {
    value: 'partial',
    title: 'What can be taken',
    told: 'Items with faults stay out; the batch keeps which, and why.',
  },
] as const;

/** How a batch is taken, what it is called, and sending it. */
export function SendingForm({ good, total, pending, refused, onSend }: Props) {
  const id = useId();
  const [sending, setSending] = useState<Sending>({ mode: 'all_or_nothing', name: '', notify: false });
  const whole = good === total;
  const count = sending.mode === 'partial' ? good : total;
  const stopped =
    refused ??
    (good === 0
      ? 'No item can be sent: mend the lines, and choose the file again.'
      : !whole && sending.mode === 'all_or_nothing'
        ? `Mend ${plural(total - good, 'item')}, or choose “What can be taken”.`
        : null);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (stopped === null) onSend(sending);
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      <fieldset disabled={pending} className="grid gap-3 sm:grid-cols-2">
        <legend className="mb-2 text-sm font-medium">Where an item cannot be taken</legend>
        {MODES.map(({ value, title, told }) => (
          <label
            key={value}
            className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 rounded-lg border border-line bg-surface px-4 py-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              checked={sending.mode === value}
              aria-describedby={`${id}-${value}`}
              onChange={() => {
                setSending({ ...sending, mode: value });
              }}
              className="row-span-2 mt-0.5 size-4 accent-(--accent) outline-none"
            />
            <span className="text-sm font-medium">{title}</span>
            <span id={`${id}-${value}`} className="text-[13px] leading-snug text-muted">
              {told}
            </span>
          </label>
        ))}
      </fieldset>
      <div>
        <label htmlFor={`${id}-name`} className="block text-sm font-medium">
          Name <span className="font-normal text-faint">(optional)</span>
        </label>
        <input
          id={`${id}-name`}
          value={sending.name}
          maxLength={TITLE_CHARACTERS}
          autoComplete="off"
          placeholder="Clinics, November"
          onChange={(event) => {
            setSending({ ...sending, name: event.target.value });
          }}
          className="mt-1 h-10 w-full rounded-md border border-line-strong bg-surface px-3 text-[15px] placeholder:text-faint hover:border-ink/40"
        />
      </div>
      <label className="flex items-center gap-3 text-sm">
        <input
          type="checkbox"
          checked={sending.notify}
          onChange={(event) => {
            setSending({ ...sending, notify: event.target.checked });
          }}
          className="size-4 accent-(--accent)"
        />
        Send me a mail when the last item has ended
      </label>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" disabled={pending || stopped !== null}>
          {pending ? 'Sending…' : `Send ${plural(count, 'item')}`}
        </Button>
        {stopped && <p className="text-[13px] text-muted">{stopped}</p>}
      </div>
    </form>
  );
}

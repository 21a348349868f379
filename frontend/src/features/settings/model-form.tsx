import { useId, useState, type SubmitEvent } from 'react';

import { Alert } from '@/components/ui/alert';

import { useOrganizationChange } from './api/change-organization';
import type { ModelChoices } from './api/organization';
import { Saving } from './saving';

/** What the platform's own model has in place of a name. */
const PLATFORM = '';

type Props = { model: ModelChoices; editable: boolean; onChanged: () => void };
type Card = { value: string; title: string; told: string };

/** Which model the jobs run on. Radio buttons: one tab stop, and the arrow keys choose. */
export function ModelForm({ model, editable, onChanged }: Props) {
  const name = useId();
  const offered = model.choices.some((choice) => choice.name === model.chosen);
  const now = offered && model.chosen !== null ? model.chosen : PLATFORM;
  const [wanted, setWanted] = useState<string | null>(null);
  const change = useOrganizationChange(onChanged);
  const value = wanted ?? now;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate(
      { model: value === PLATFORM ? null : value },
      {
        onSuccess: () => {
          setWanted(null);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      {model.chosen !== null && !offered && (
        <Alert tone="warn" title={`“${model.chosen}” is not offered any more`}>
          Until another model is chosen, {model.default.title} does the work.
        </Alert>
      )}
      <fieldset disabled={!editable || change.isPending} className="grid gap-3 sm:grid-cols-2">
        <legend className="sr-only">Model</legend>
        {cardsOf(model).map((card) => (
          <label
            key={card.value}
            className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 rounded-lg border border-line bg-surface px-4 py-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={card.value}
              checked={value === card.value}
              aria-describedby={`${name}-${card.value}`}
              onChange={() => {
                setWanted(card.value);
              }}
              className="row-span-2 mt-0.5 size-4 accent-(--accent) outline-none"
            />
            <span className="text-sm font-medium">{card.title}</span>
            <span id={`${name}-${card.value}`} className="text-[13px] leading-snug text-muted">
              {card.told}
            </span>
          </label>
        ))}
      </fieldset>
      {editable && (
        <Saving
          what="model"
          changed={value !== now}
          pending={change.isPending}
          saved={change.isSuccess}
          error={change.error}
        />
      )}
    </form>
  );
}

function cardsOf({ default: own, choices }: ModelChoices): Card[] {
  return [
    { value: PLATFORM, title: 'The platform’s default', told: `Now: ${own.title}. ${toldOf(own)}` },
    ...choices.map((choice) => ({ value: choice.name, title: choice.title, told: toldOf(choice) })),
  ];
}

function toldOf({ is_language_model: isLanguageModel }: { is_language_model: boolean }): string {
  return isLanguageModel
    ? 'A language model: it proposes, and the engine checks every change. What it uses is counted against the limits below.'
    : 'Rules and a catalogue, not a language model: the same words always give the same plan, and no model costs anything.';
}

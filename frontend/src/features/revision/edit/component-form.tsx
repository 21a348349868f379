import { useState, type SubmitEvent } from 'react';

import type { SceneComponent } from '@/components/diagram/scene';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ASSUMPTIONS } from '@/config/limits';
import { tellError } from '@/lib/api/errors';
import { plural } from '@/lib/format/quantity';

import type { BlockOptions } from './block-options';
import { OptionField } from './option-field';
import { faultOf, toBody, toText } from './option-value';

type Props = {
  component: SceneComponent;
  /** What its block's options take. */
  options: BlockOptions;
  busy: boolean;
  /** Why the last try was refused. */
  error: Error | null;
  /** Values by `component.option`, as assumptions of the next version. */
  onSubmit: (values: Record<string, string>) => void;
  onCancel: () => void;
};

/** Every option of a component in a field of its type; what is changed makes the next version. */
export function ComponentForm({ component, options, busy, error, onSubmit, onCancel }: Props) {
  const [edited, setEdited] = useState<Record<string, string>>({});
  const fields = component.options.flatMap((option) => {
    const limits = options[option.name];
    if (!limits) return [];
    const text = edited[option.name] ?? toText(option.value);
    const changed = text !== toText(option.value);
    return [{ option, limits, text, changed, fault: changed ? faultOf(text, limits) : null }];
  });
  const changed = fields.filter((field) => field.changed);
  const faulty = changed.some(({ fault }) => fault !== null);
  const [design, usage] = [
    fields.filter((one) => !one.option.usage),
    fields.filter((one) => one.option.usage),
  ];

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (changed.length === 0 || faulty || busy) return;
    onSubmit(
      Object.fromEntries(
        changed.map(({ option, limits, text }) => [`${component.id}.${option.name}`, toBody(text, limits)]),
      ),
    );
  };
  const show = (shown: typeof fields) =>
    shown.map(({ option, limits, text, fault }) => (
      <OptionField
        key={option.name}
        name={option.name}
        description={option.description}
        now={option.value}
        limits={limits}
        text={text}
        fault={fault}
        onChange={(value) => {
          setEdited({ ...edited, [option.name]: value });
        }}
      />
    ));

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={`Change ${component.name}`}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3 text-[13px] leading-snug">
        {fields.length === 0 && <p className="text-muted">Nothing of it can be chosen.</p>}
        {show(design)}
        {usage.length > 0 && (
          <>
            <h3 className="mt-4 mb-1 text-[13px]">What the cost counts on</h3>
            <p className="mb-1 text-xs text-faint">These change what is expected, and no resource.</p>
            {show(usage)}
          </>
        )}
      </div>
      <div className="border-t border-line bg-surface px-4 py-3">
        {error && (
          <Alert tone="bad" title="Not started" className="mb-3">
            {tellError(error)}
          </Alert>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p role="status" className="text-[13px] text-muted">
            {tell(changed.length, faulty)}
          </p>
          <span className="flex gap-2">
            <Button size="small" variant="quiet" onClick={onCancel}>
              Cancel
            </Button>
            <Button
              type="submit"
              size="small"
              variant="primary"
              disabled={busy || faulty || changed.length === 0 || changed.length > ASSUMPTIONS}
            >
              {busy ? 'Sending…' : 'Draw with it'}
            </Button>
          </span>
        </div>
      </div>
    </form>
  );
}

function tell(changed: number, faulty: boolean): string {
  if (faulty) return 'Put right what is marked.';
  if (changed > ASSUMPTIONS) return `${ASSUMPTIONS} changes at most.`;
  return changed === 0 ? 'Nothing changed yet.' : plural(changed, 'change');
}

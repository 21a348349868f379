import { ArrowRight } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import { Spinner } from '@/components/ui/spinner';
import { showToast } from '@/components/ui/toast';
import { ENVIRONMENTS, REGIONS } from '@/config/limits';
import { useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

import { toBody, type Draft } from './draft';
import { Examples } from './examples-list';
import { faultsFrom, findFaults, NO_FAULTS, type Faults } from './faults';
import { ModeChoice } from './mode-choice';
import { RequestField } from './request-field';

const SEND = {
  implement: 'Draw the plan',
  analyze: 'Compare options',
  brainstorm: 'Talk about it',
} as const;
const REGION_CHOICES = REGIONS.map(({ value, label }) => ({ value, label: `${label} · ${value}` }));

type Props = {
  initial: Draft;
  onAccepted: (job: Job) => void;
  /** Begins a conversation, which is no job of its own. */
  talk: { begin: (text: string, onError: (error: Error) => void) => void; isPending: boolean };
};

/** Where a request is written and sent. */
export function Composer({ initial, onAccepted, talk }: Props) {
  const [draft, setDraft] = useState(initial);
  const [notify, setNotify] = useState(false);
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const field = useRef<HTMLTextAreaElement>(null);
  const submission = useSubmission('/api/v1/jobs', onAccepted);
  const pending = submission.isPending || talk.isPending;
  const talks = draft.mode === 'brainstorm';

  const show = (found: Faults): void => {
    setFaults(found);
    if (found.fields.request) field.current?.focus();
  };
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    setFaults(NO_FAULTS);
  };
  const submit = (event?: SubmitEvent): void => {
    event?.preventDefault();
    if (pending) return;
    const found = findFaults(draft);
    if (found !== NO_FAULTS) {
      show(found);
      return;
    }
    const onError = (error: Error): void => {
      show(faultsFrom(error));
    };
    if (talks) {
      talk.begin(draft.request, onError);
      return;
    }
    submission.mutate(notify ? { ...toBody(draft), notify } : toBody(draft), { onError });
  };

  return (
    <>
      <form
        onSubmit={submit}
        noValidate
        aria-label="New plan"
        className="rounded-xl border border-line-strong bg-surface shadow-card has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent"
      >
        <RequestField
          ref={field}
          value={draft.request}
          error={faults.fields.request}
          onSubmit={submit}
          onChange={(request) => {
            change({ request });
          }}
        />
        <ModeChoice
          mode={draft.mode}
          onChange={(mode) => {
            change({ mode });
          }}
        />
        <div className="grid items-end gap-3 border-t border-line p-4 sm:grid-cols-[1fr_1fr_auto]">
          {talks ? (
            <p className="text-[13px] text-muted sm:col-span-2 sm:self-center">
              Nothing is drawn yet. A plan is made of the talk when you say so.
            </p>
          ) : (
            <>
              <SelectField
                label="Region"
                none="As the request says"
                value={draft.region}
                choices={REGION_CHOICES}
                error={faults.fields.region}
                onChange={(region) => {
                  change({ region });
                }}
              />
              <SelectField
                label="Environment"
                none="As the request says"
                value={draft.environment}
                choices={ENVIRONMENTS}
                error={faults.fields.environment}
                onChange={(environment) => {
                  change({ environment });
                }}
              />
            </>
          )}
          <Button type="submit" variant="primary" disabled={pending} className="h-9! sm:min-w-44">
            {pending ? <Spinner label="Sending" /> : SEND[draft.mode]}
            {!pending && <ArrowRight aria-hidden className="size-4" />}
          </Button>
          {!talks && (
            <label className="flex w-fit cursor-pointer items-center gap-2 text-[13px] text-muted sm:col-span-3">
              <input
                type="checkbox"
                checked={notify}
                onChange={({ target }) => {
                  setNotify(target.checked);
                }}
                className="size-4 accent-(--accent)"
              />
              Mail me when it has ended
            </label>
          )}
        </div>
      </form>
      {faults.general && (
        <Alert tone="bad" title="The request was not accepted" className="mt-4">
          {faults.general}
        </Alert>
      )}
      <Examples
        onPick={(text) => {
          const before = draft.request;
          change({ request: text });
          field.current?.focus();
          if (before.trim() && before !== text) {
            showToast('The example took the place of what you wrote.', () => {
              setDraft((now) => ({ ...now, request: before }));
              field.current?.focus();
            });
          }
        }}
      />
    </>
  );
}

import { ArrowRight } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import { Spinner } from '@/components/ui/spinner';
import { ENVIRONMENTS, REGIONS } from '@/config/limits';
import { useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

import { toBody, type Draft } from './draft';
import { Examples } from './examples-list';
import { faultsFrom, findFaults, NO_FAULTS, type Faults } from './faults';
import { ModeChoice } from './mode-choice';
import { RequestField } from './request-field';

const SEND = { implement: 'Draw the plan', analyze: 'Compare options' } as const;
const REGION_CHOICES = REGIONS.map(({ value, label }) => ({ value, label: `${label} · ${value}` }));

type Props = { initial: Draft; onAccepted: (job: Job) => void };

/** Where a request is written and sent. */
export function Composer({ initial, onAccepted }: Props) {
  const [draft, setDraft] = useState(initial);
  const [notify, setNotify] = useState(false);
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const field = useRef<HTMLTextAreaElement>(null);
  const submission = useSubmission('/api/v1/jobs', onAccepted);

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
    if (submission.isPending) return;
    const found = findFaults(draft);
    if (found !== NO_FAULTS) {
      show(found);
      return;
    }
    submission.mutate(notify ? { ...toBody(draft), notify } : toBody(draft), {
      onError: (error) => {
        show(faultsFrom(error));
      },
    });
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
          <Button
            type="submit"
            variant="primary"
            disabled={submission.isPending}
            className="h-9! sm:min-w-44"
          >
            {submission.isPending ? <Spinner label="Sending" /> : SEND[draft.mode]}
            {!submission.isPending && <ArrowRight aria-hidden className="size-4" />}
          </Button>
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
        </div>
      </form>
      {faults.general && (
        <Alert tone="bad" title="The request was not accepted" className="mt-4">
          {faults.general}
        </Alert>
      )}
      <Examples
        onPick={(text) => {
          change({ request: text });
          field.current?.focus();
        }}
      />
    </>
  );
}

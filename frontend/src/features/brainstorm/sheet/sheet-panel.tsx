import { Check, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import { SelectField } from '@/components/ui/select-field';
import { Spinner } from '@/components/ui/spinner';
import { REGIONS } from '@/config/limits';

import { useSheetChange } from '../api/change-conversation';
import type { ShownConversation } from '../api/conversation';
import { faultOf, OFFLINE, tellFault } from '../faults';
import { AssumptionsSection } from './assumptions-section';
import { PinsSection } from './pins-section';
import { Asked, Conflicts, Understood } from './read-sections';
import { RequestSection } from './request-section';
import { UndoButton } from './undo-button';

type Props = {
  conversation: ShownConversation;
  /** May it be changed? */
  editable: boolean;
  /** An answer is on its way. */
  answering: boolean;
  onSay?: ((text: string) => void) | undefined;
  /** What can be done with the sheet; stands at its foot. */
  onward: ReactNode;
};

/** What the talk has come to: read from it by the engine, and put right by the user. */
export function SheetPanel({ conversation: { id, sheet }, editable, answering, onSay, onward }: Props) {
  const change = useSheetChange(id);
  const { mutate } = change;
  const fault = (name: string): string | undefined =>
    change.variables && (name.split('.')[0] ?? '') in change.variables
      ? faultOf(change.error, name)
      : undefined;
  const region = sheet.region ?? '';
  const assumedRegion = sheet.assumed.find(({ subject }) => subject === 'region')?.value;
  const known = REGIONS.some(({ value }) => value === region);
  const choices = REGIONS.map(({ value, label }) => ({ value, label: `${label} · ${value}` }));
  return (
    <aside
      id="sheet"
      aria-labelledby="sheet-title"
      className="scroll-mt-4 rounded-xl border border-line-strong bg-surface shadow-card xl:sticky xl:top-6 xl:flex xl:max-h-[calc(100dvh-3rem)] xl:flex-col"
    >
      <div className="flex items-center justify-between gap-3 border-b border-line px-5 py-3.5">
        <h2 id="sheet-title" className="text-base">
          Requirements
        </h2>
        <SaveState change={change} />
        {editable && (
          <UndoButton
            id={id}
            disabled={answering || change.isPending || !sheet.request}
            isLast={change.isIdle}
            onUndo={change.reset}
          />
        )}
      </div>
      <div className="min-h-0 flex-1 divide-y divide-line xl:overflow-y-auto">
        <RequestSection
          request={sheet.request}
          busy={change.isPending}
          fault={fault('request')}
          onSave={
            editable
              ? (request, onSaved) => {
                  mutate({ request }, { onSuccess: onSaved });
                }
              : undefined
          }
        />
        <Conflicts conflicts={sheet.conflicts} />
        <Understood sheet={sheet} />
        <Asked questions={sheet.questions} busy={answering} onSay={onSay} />
        <div className="px-5 py-4">
          {editable ? (
            <SelectField
              label="Region"
              none={assumedRegion ? `Assumed: ${assumedRegion}` : 'As the request says'}
              value={region}
              choices={known || !region ? choices : [{ value: region, label: region }, ...choices]}
              error={fault('region')}
              onChange={(value) => {
                mutate({ region: value || null });
              }}
            />
          ) : (
            <p className="text-sm">
              <span className="lettering block text-faint">Region</span>
              {region || 'As the request says'}
            </p>
          )}
        </div>
        <AssumptionsSection
          sheet={sheet}
          faultOf={(subject) => fault(`assumptions.${subject}`)}
          onSet={
            editable
              ? (assumptions) => {
                  mutate({ assumptions });
                }
              : undefined
          }
        />
        <PinsSection
          pins={sheet.pins}
          fault={fault('pins')}
          onSet={
            editable
              ? (pins) => {
                  mutate({ pins });
                }
              : undefined
          }
        />
      </div>
      {onward}
    </aside>
  );
}

/** Whether what was set is kept. It must stay mounted for screen readers to hear it. */
function SaveState({ change }: { change: ReturnType<typeof useSheetChange> }) {
  return (
    <p role="status" className="min-w-0 text-right text-xs text-muted">
      {change.isPending && (
        <span className="inline-flex items-center gap-1.5">
          <Spinner className="[&>svg]:size-3.5" />
          {change.isPaused ? OFFLINE : 'Saving…'}
        </span>
      )}
      {change.isSuccess && (
        <span className="inline-flex items-center gap-1.5">
          <Check aria-hidden className="size-3.5 text-good" />
          Saved; the next answer reads it
        </span>
      )}
      {change.isError && (
        <span className="inline-flex items-start gap-1.5 text-bad">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          Not saved. {tellFault(change.error)}
        </span>
      )}
    </p>
  );
}

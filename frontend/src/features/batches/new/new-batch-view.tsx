import { useRef, useState, type ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ApiError, tellError } from '@/lib/api/errors';
import { formatQuantity } from '@/lib/format/quantity';

import type { Batch } from '../api/batch';
import { faultsIn, useCreateBatch } from '../api/create-batch';
import { FaultsTable } from '../faults-table';
import { draftOfFile, draftOfText, tellUnreadable, type Draft } from './draft';
import { DropArea } from './drop-area';
import { ExaminedView } from './examined-view';
import { SendingForm } from './sending-form';

type Props = {
  /** Items that the plan takes at once; null while that is not known. */
  most: number | null;
  /** Where a plan with more is had. */
  upgrade: ReactNode;
  onAccepted: (batch: Batch) => void;
};

/** From a file to a batch: chosen, looked at, sent. */
export function NewBatchView({ most, upgrade, onAccepted }: Props) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [reading, setReading] = useState(false);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const create = useCreateBatch(onAccepted);
  const latest = useRef(0);
  const look = (made: Promise<Draft>): void => {
    latest.current += 1;
    const mine = latest.current;
    setReading(true);
    setUnreadable(null);
    create.reset();
    const settle = (found: Draft | null, fault: string | null) => {
      // Whoever dropped another file meanwhile wants that one.
      if (mine !== latest.current) return;
      setReading(false);
      setDraft(found);
      setUnreadable(fault);
    };
    made.then(
      (found) => {
        settle(found, null);
      },
      (error: unknown) => {
        settle(null, tellUnreadable(error));
      },
    );
  };
  if (!draft) {
    return (
      <div className="space-y-4">
        {unreadable && (
          <Alert tone="bad" title="This cannot be read as a batch">
            {unreadable}
          </Alert>
        )}
        <DropArea
          reading={reading}
          onFile={(file) => {
            look(draftOfFile(file));
          }}
          onText={(text) => {
            look(draftOfText(text));
          }}
        />
      </div>
    );
  }
  const { examined } = draft;
  const tooMany = most !== null && examined.total > most;
  const answered = faultsIn(create.error);
  return (
    <div className="space-y-5">
      <div className="flex justify-end">
        <Button
          size="small"
          disabled={create.isPending}
          onClick={() => {
            setDraft(null);
            create.reset();
          }}
        >
          Choose another file
        </Button>
      </div>
      <ExaminedView draft={draft} />
      {tooMany && (
        <Alert tone="warn" title={`Your plan takes ${formatQuantity(most)} items at once`} action={upgrade}>
          There are {formatQuantity(examined.total)} of them: split the file, or choose a larger plan.
        </Alert>
      )}
      {examined.faults.length > 0 && (
        <FaultsTable
          title="What cannot be taken as it is"
          faults={examined.faults}
          more={examined.moreFaults}
        />
      )}
      {create.error && (
        <Alert tone="bad" title="Nothing was sent off">
          {answered.length > 0 ? create.error.message : tellError(create.error)}
          {create.error instanceof ApiError &&
            create.error.requestId &&
            ` Reference: ${create.error.requestId}.`}
        </Alert>
      )}
      {answered.length > 0 && <FaultsTable title="What the server found" faults={answered} />}
      <SendingForm
        good={examined.good}
        total={examined.total}
        pending={create.isPending}
        refused={tooMany ? 'It is more than the plan takes.' : null}
        onSend={(sending) => {
          create.mutate({ ...draft, ...sending });
        }}
      />
    </div>
  );
}

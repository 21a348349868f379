import { useState } from 'react';

import { SelectField } from '@/components/ui/select-field';
import { tellError } from '@/lib/api/errors';

import { useLeave, useTransfer, type Member } from './api/members';
import { AskedButton } from './asked-button';

type Props = {
  members: Member[];
  organization: string;
  onTransferred: () => void;
  onLeft: () => void;
};

/** Handing the organization over, for owners, and leaving it. */
export function Leaving({ members, organization, onTransferred, onLeft }: Props) {
  const [chosen, setChosen] = useState('');
  const transfer = useTransfer(() => {
    setChosen('');
    onTransferred();
  });
  const leave = useLeave(onLeft);
  const you = members.find((one) => one.you);
  const others = members.filter((one) => !one.you);
  const heir = others.find((one) => one.user_id === chosen);
  const isLastOwner = you?.role === 'owner' && members.filter((one) => one.role === 'owner').length === 1;
  return (
    <div className="space-y-4">
      {you?.role === 'owner' && others.length > 0 && (
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-56 flex-1">
            <SelectField
              label="Hand over to"
              value={chosen}
              none="Choose a member"
              choices={others.map((one) => ({ value: one.user_id, label: one.name }))}
              onChange={setChosen}
            />
          </div>
          <AskedButton
            label="Hand over"
            about={heir ? `to ${heir.name}` : 'the organization'}
            disabled={!heir || transfer.isPending}
            onSure={() => {
              if (heir) transfer.mutate(heir.user_id);
            }}
          />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <AskedButton
          label="Leave"
          about={organization}
          disabled={isLastOwner || leave.isPending}
          onSure={() => {
            leave.mutate();
          }}
        />
        <p className="min-w-0 flex-1 basis-56 text-[13px] text-muted">
          {isLastOwner
            ? 'You are its only owner: hand it over first.'
            : 'Your plans stay here, and your API keys of this organization stop working.'}
        </p>
      </div>
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {transfer.isError && `Not handed over: ${tellError(transfer.error)}`}
        {leave.isError && `You have not left: ${tellError(leave.error)}`}
      </p>
    </div>
  );
}

import { useId, useState, type SubmitEvent } from 'react';

import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import { tellError } from '@/lib/api/errors';

import { useMakeLink } from './api/links';

const TITLE_CHARACTERS = 200;
const NEVER = 'never';
const ENDS = [
  { value: '1', label: 'In a day' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
];

type Props = { jobId: string; endless: boolean };

export function NewLinkForm({ jobId, endless }: Props) {
  const id = useId();
  const [title, setTitle] = useState('');
  const [ends, setEnds] = useState('30');
  const [download, setDownload] = useState(false);
  const make = useMakeLink(jobId, () => {
    setTitle('');
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (make.isPending) return;
    make.mutate({
      ...(title.trim() ? { title: title.trim() } : {}),
      expires_in_days: ends === NEVER ? null : Number(ends),
      allows_download: download,
    });
  };
  return (
    <form
      onSubmit={submit}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[minmax(0,1fr)_9rem_auto] sm:items-end"
    >
      <div className="min-w-0">
        <label htmlFor={id} className="lettering text-faint">
          Title for visitors
        </label>
        <input
          id={id}
          value={title}
          maxLength={TITLE_CHARACTERS}
          placeholder="The result’s own"
          autoComplete="off"
          aria-describedby={`${id}-fault`}
          aria-invalid={make.isError}
          onChange={(event) => {
            setTitle(event.target.value);
          }}
          className="mt-1 h-9 w-full rounded-md border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink/40 aria-invalid:border-bad"
        />
      </div>
      <SelectField
        label="It ends"
        value={ends}
        choices={endless ? [...ENDS, { value: NEVER, label: 'Never' }] : ENDS}
        onChange={setEnds}
      />
      <Button
        type="submit"
        variant="primary"
        size="field"
        disabled={make.isPending}
        className="max-sm:order-1"
      >
        {make.isPending ? 'Making…' : 'Make a link'}
      </Button>
      <label className="col-span-full flex w-fit cursor-pointer items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={download}
          onChange={(event) => {
            setDownload(event.target.checked);
          }}
          className="size-4 accent-(--accent)"
        />
        Visitors may download all files as a zip
      </label>
      <p role="status" className="col-span-full max-sm:order-2 text-[13px] text-good empty:hidden">
        {make.isSuccess && 'The link is made. Copy it below, and give it to whom you like.'}
      </p>
      <p
        id={`${id}-fault`}
        role="alert"
        className="col-span-full max-sm:order-2 text-[13px] text-bad empty:hidden"
      >
        {make.isPaused && 'There is no connection. The link is made as soon as there is one.'}
        {make.isError && `Not made: ${tellError(make.error)}`}
      </p>
    </form>
  );
}

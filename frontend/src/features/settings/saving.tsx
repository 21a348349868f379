import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

type Props = {
  /** What is saved: “model”. */
  what: string;
  changed: boolean;
  pending: boolean;
  saved: boolean;
  error: Error | null;
};

/** The end of a form: the button, and what came of it. */
export function Saving({ what, changed, pending, saved, error }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" variant="primary" disabled={!changed || pending}>
        {pending ? 'Saving…' : `Save the ${what}`}
      </Button>
      <p role="status" className="text-[13px] text-muted">
        {saved && !changed && 'Saved. It holds from the next job on.'}
      </p>
      <p role="alert" className="basis-full text-[13px] text-bad empty:hidden">
        {error && `Not saved: ${tellError(error)}`}
      </p>
    </div>
  );
}

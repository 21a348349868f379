import { useEffect } from 'react';

import { ConnectionNote } from '@/components/ui/connection-note';
import { Spinner } from '@/components/ui/spinner';
import { Markdown } from '@/lib/markdown/markdown';

import { isUnderWay } from '../api/get-utterances';
import { useAnswering } from './use-answering';
import type { unanswered } from './use-talk';
import { AskAgain, FailedNote, StoppedNote } from './utterances';

type Props = {
  conversationId: string;
  said: NonNullable<ReturnType<typeof unanswered>>;
  liveUrl: string;
  onGrow: () => void;
  onAgain?: (() => void) | undefined;
};

/** The answer to the last words until it is kept: its words as they come, or why none came. Keyed by the job's id. */
export function AnswerUnderWay({ conversationId, said, liveUrl, onGrow, onAgain }: Props) {
  const underWay = isUnderWay(said);
  const { answering, connection } = useAnswering({ conversationId, jobId: said.job_id, underWay, liveUrl });
  const { text } = answering;
  useEffect(() => {
    onGrow();
  }, [text, onGrow]);
  return (
    <div data-answering={underWay}>
      {text && <Markdown text={text} />}
      {underWay && (
        <p className="mt-2 inline-flex items-center gap-2 text-[13px] text-muted first:mt-0">
          <Spinner className="text-accent" />
          {/* Told once by the talk; here it changes with every step. */}
          <span aria-hidden>{answering.doing || (text ? 'Answering' : 'Thinking')}…</span>
        </p>
      )}
      {!underWay && said.job_state === 'cancelled' && <StoppedNote spoken={text !== ''} />}
      {!underWay && said.job_state === 'cancelled' && onAgain && (
        <AskAgain variant="quiet" className="mt-1 -ml-2.5" onAgain={onAgain} />
      )}
      {!underWay && said.job_state === 'failed' && <FailedNote error={said.error} onAgain={onAgain} />}
      <ConnectionNote connection={connection} />
    </div>
  );
}

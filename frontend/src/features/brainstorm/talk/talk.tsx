import { useEffect } from 'react';

import { Button } from '@/components/ui/button';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';

import type { Utterance } from '../api/conversation';
import { OFFLINE } from '../faults';
import { OpeningsList } from '../openings-list';
import { Announcement } from './announcement';
import { AnswerUnderWay } from './answer-under-way';
import { Choices } from './choices';
import { SpokenWords } from './spoken-words';
import { unanswered, type useTalk } from './use-talk';
import { Answer, AskAgain, FailedNote, StoppedNote, UserWords } from './utterances';

type Props = {
  conversationId: string;
  talk: ReturnType<typeof useTalk>;
  liveUrl: string;
  /** Said, and not yet accepted. */
  pending: string | null;
  /** Not sent before there is a connection again. */
  offline: boolean;
  /** Absent where one may only read. */
  onSay?: ((text: string) => void) | undefined;
  onPickOpening: (text: string) => void;
  follow: (always?: boolean) => void;
};

/** What was said, the answer that comes, and the choices at its end. */
export function Talk({
  conversationId,
  talk,
  liveUrl,
  pending,
  offline,
  onSay,
  onPickOpening,
  follow,
}: Props) {
  const { query, lines, last, underWay } = talk;
  const count = lines.length;
  useEffect(() => {
    // After the frame itself has scrolled to the top of a new page.
    const frame = requestAnimationFrame(() => {
      follow();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [count, pending, follow]);

  if (query.isPending) return <Skeleton lines={6} label="Loading the conversation" />;
  if (!query.data) {
    return <QueryError what="The conversation" error={query.error} retry={() => void query.refetch()} />;
  }
  const waiting = unanswered(last);
  return (
    <>
      {query.hasNextPage && (
        <Button
          size="small"
          variant="quiet"
          className="mb-6 w-full"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? 'Loading…' : 'Show what was said before'}
        </Button>
      )}
      {count === 0 && !pending && onSay && <OpeningsList onPick={onPickOpening} />}
      <ol aria-label="What was said" className="space-y-7">
        {lines.map((line, index) => (
          <li key={line.seq} className="space-y-3">
            <Line
              conversationId={conversationId}
              line={line}
              next={lines[index + 1]}
              before={lines[index - 1]}
              onSay={onSay}
            />
          </li>
        ))}
        {waiting && (
          <li key={waiting.job_id}>
            <AnswerUnderWay
              key={waiting.job_id}
              conversationId={conversationId}
              said={waiting}
              liveUrl={liveUrl}
              onGrow={follow}
              onAgain={
                onSay &&
                (() => {
                  onSay(waiting.text);
                })
              }
            />
          </li>
        )}
        {pending !== null && (
          <li>
            <UserWords text={pending} sending={offline ? OFFLINE : 'Sending…'} />
          </li>
        )}
      </ol>
      <Announcement last={last} underWay={underWay} />
    </>
  );
}

type LineProps = {
  conversationId: string;
  line: Utterance;
  before: Utterance | undefined;
  next: Utterance | undefined;
  onSay: Props['onSay'];
};

function Line({ conversationId, line, before, next, onSay }: LineProps) {
  if (line.role === 'user') {
    return (
      <>
        {onSay ? <SpokenWords conversationId={conversationId} said={line} /> : <UserWords text={line.text} />}
        {next?.role === 'user' &&
          (line.job_state === 'failed' ? <FailedNote error={line.error} /> : <StoppedNote spoken={false} />)}
      </>
    );
  }
  const again = !next && before?.role === 'user' ? before.text : null;
  return (
    <Answer
      utterance={line}
      below={
        <>
          {line.state === 'failed' && (
            <FailedNote
              error={line.error}
              onAgain={
                onSay && again
                  ? () => {
                      onSay(again);
                    }
                  : undefined
              }
            />
          )}
          {!next && onSay && (
            <Choices label="Answers to choose from" choices={line.choices} disabled={false} onPick={onSay} />
          )}
          {again && onSay && line.state !== 'failed' && (
            <AskAgain
              className="mt-2 -ml-2.5"
              variant="quiet"
              onAgain={() => {
                onSay(again);
              }}
            />
          )}
        </>
      }
    />
  );
}

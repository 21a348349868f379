import { useRef, useState } from 'react';

import { Alert } from '@/components/ui/alert';
import type { Job } from '@/types/job';

import type { Conversation, ShownConversation } from './api/conversation';
import { useSay } from './api/say';
import { useStopAnswer } from './api/stop-answer';
import { ConversationHeader } from './conversation-header';
import { tellFault } from './faults';
import { Onward } from './sheet/onward';
import { SheetPanel } from './sheet/sheet-panel';
import { SayBox } from './talk/say-box';
import { Talk } from './talk/talk';
import { useEndInView } from './talk/use-end-in-view';
import { useTalk } from './talk/use-talk';

type Props = {
  conversation: ShownConversation;
  liveUrl: string;
  /** May the user say and change something? */
  editable: boolean;
  onDeleted: (conversation: Conversation) => void;
  onAccepted: (job: Job) => void;
};

/** The talk, and beside it the sheet that it fills. Keyed by the conversation's id. */
export function ConversationView({ conversation, liveUrl, editable, onDeleted, onAccepted }: Props) {
  const { id, sheet } = conversation;
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const talk = useTalk(id);
  const sending = useSay(id);
  const stop = useStopAnswer(id);
  const { end, follow } = useEndInView();
  const { last, underWay } = talk;
  const jobId = last?.job_id;

  const say = (words: string): void => {
    if (sending.isPending || underWay) return;
    setText('');
    follow(true);
    field.current?.focus({ preventScroll: true });
    sending.mutate(words, {
      onError: () => {
        // What was not accepted is not lost: it stands in the field again, before what was written meanwhile.
        setText((now) => [words, now].filter(Boolean).join('\n'));
      },
    });
  };
  const pickAnswer = editable ? say : undefined;
  const error = sending.error ?? stop.error;

  return (
    <div className="mx-auto grid max-w-7xl gap-x-8 gap-y-6 px-5 pt-6 sm:px-8 xl:min-h-full xl:grid-cols-[minmax(0,1fr)_23rem]">
      <section aria-label="Conversation" className="flex min-w-0 flex-col xl:min-h-full">
        <ConversationHeader conversation={conversation} editable={editable} onDeleted={onDeleted} />
        <div className="mt-6 flex-1 xl:max-w-[46rem]">
          <Talk
            conversationId={id}
            talk={talk}
            liveUrl={liveUrl}
            pending={sending.isPending ? sending.variables : null}
            offline={sending.isPaused}
            onSay={pickAnswer}
            onPickOpening={(words) => {
              setText(words);
              field.current?.focus();
            }}
            follow={follow}
          />
          <div ref={end} aria-hidden className="h-px scroll-mb-36" />
        </div>
        {editable ? (
          <div className="sticky bottom-0 z-10 -mx-2 mt-6 bg-linear-to-t from-canvas from-80% to-transparent px-2 pt-6 pb-5 xl:max-w-[47rem]">
            <SayBox
              ref={field}
              value={text}
              placeholder={last ? 'Say more, or ask…' : 'Ask about a service, or say what you want to build…'}
              sending={sending.isPending}
              stopping={stop.isPending}
              onStop={
                underWay && jobId
                  ? () => {
                      stop.mutate(jobId);
                      field.current?.focus();
                    }
                  : undefined
              }
              fault={error && tellFault(error)}
              onChange={(value) => {
                setText(value);
                if (sending.isError) sending.reset();
                if (stop.isError) stop.reset();
              }}
              onSay={say}
            />
          </div>
        ) : (
          <Alert tone="info" title="You may read, but not talk" className="my-6">
            Your role here is viewer. An owner or admin of the organization can change that.
          </Alert>
        )}
      </section>
      <div className="pb-6">
        <SheetPanel
          conversation={conversation}
          editable={editable}
          answering={underWay || sending.isPending}
          onSay={pickAnswer}
          onward={
            editable && (
              <Onward
                conversationId={id}
                reason={reasonAgainst(sheet.request, underWay)}
                onAccepted={onAccepted}
              />
            )
          }
        />
      </div>
    </div>
  );
}

/** Why the sheet cannot go over into a job now. */
function reasonAgainst(request: string, underWay: boolean): string | null {
  if (underWay) return 'The answer may change the sheet: wait for it, or stop it.';
  return request.trim() ? null : 'First say what you want to build; the sheet has no request yet.';
}

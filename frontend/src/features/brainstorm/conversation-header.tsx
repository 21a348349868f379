import { ArrowDown, ArrowLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router';

import { buttonClass } from '@/components/ui/button';

import { titleOf, type Conversation } from './api/conversation';
import { useDelete } from './api/delete-conversation';
import { ConversationActions } from './conversation-actions';
import { tellFault } from './faults';
import { TitleForm } from './list/title-form';

type Props = {
  conversation: Conversation;
  editable: boolean;
  onDeleted: (conversation: Conversation) => void;
};

export function ConversationHeader({ conversation, editable, onDeleted }: Props) {
  const [renaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const remove = useDelete(onDeleted);
  return (
    <header>
      <div className="flex items-center justify-between gap-3">
        <Link
          to="/brainstorm"
          className="lettering inline-flex items-center gap-1.5 rounded text-faint hover:text-accent"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          All conversations
        </Link>
        <a href="#sheet" className={buttonClass({ size: 'small', variant: 'quiet' }, 'xl:hidden')}>
          Requirements
          <ArrowDown aria-hidden className="size-3.5" />
        </a>
      </div>
      <div className="mt-2 flex items-start gap-1">
        {renaming ? (
          <TitleForm
            conversationId={conversation.id}
            title={conversation.title}
            onDone={() => {
              setRenaming(false);
              window.setTimeout(() => button.current?.focus());
            }}
          />
        ) : (
          <>
            <h1 className="mr-2 min-w-0 text-2xl [overflow-wrap:anywhere]">{titleOf(conversation)}</h1>
            {editable && (
              <ConversationActions
                spoken=" the conversation"
                renameButton={button}
                onRename={() => {
                  setRenaming(true);
                }}
                onDelete={() => {
                  remove.mutate(conversation);
                }}
                deleting={remove.isPending}
              />
            )}
          </>
        )}
      </div>
      {remove.isError && (
        <p role="alert" className="mt-1 text-[13px] text-bad">
          Not deleted: {tellFault(remove.error)}
        </p>
      )}
    </header>
  );
}

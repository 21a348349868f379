import { MessagesSquare } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router';

import { formatAgo } from '@/lib/format/time';

import { titleOf, type Conversation } from '../api/conversation';
import { ConversationActions } from '../conversation-actions';
import { TitleForm } from './title-form';

type Props = {
  conversation: Conversation;
  /** Absent where one may only read. */
  onDelete?: (() => void) | undefined;
  deleting: boolean;
};

export function ConversationRow({ conversation, onDelete, deleting }: Props) {
  const [renaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const title = titleOf(conversation);
  if (renaming) {
    return (
      <li className="px-4 py-3">
        <TitleForm
          conversationId={conversation.id}
          title={conversation.title}
          onDone={() => {
            setRenaming(false);
            window.setTimeout(() => button.current?.focus());
          }}
        />
      </li>
    );
  }
  return (
    <li className="group flex items-center gap-1 pr-2 transition-colors hover:bg-sunken/60">
      <Link
        to={`/brainstorm/${conversation.id}`}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-lg px-4 py-3 outline-offset-[-2px]"
      >
        <MessagesSquare aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{title}</span>
        <time
          dateTime={conversation.updated_at}
          title={new Date(conversation.updated_at).toLocaleString()}
          className="shrink-0 text-xs text-faint"
        >
          {formatAgo(conversation.updated_at)}
        </time>
      </Link>
      {onDelete && (
        <ConversationActions
          spoken={`: ${title}`}
          renameButton={button}
          onRename={() => {
            setRenaming(true);
          }}
          onDelete={onDelete}
          deleting={deleting}
        />
      )}
    </li>
  );
}

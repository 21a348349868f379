import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';

import { Button } from '@/components/ui/button';
import { QueryError } from '@/components/ui/query-error';
import { TITLE_CHARACTERS } from '@/config/limits';

import type { Conversation } from '../api/conversation';
import { useDelete } from '../api/delete-conversation';
import { useConversations } from '../api/get-conversations';
import { tellFault } from '../faults';
import { ConversationRow } from './conversation-row';
import { DeletedNote } from './deleted-note';

const TYPING_MS = 250;

type Props = {
  editable: boolean;
  /** Deleted on the page before; it can be taken back here. */
  deletedBefore: Conversation | null;
};

/** Every conversation, the one that was spoken in last first: to go on with, search, rename and delete. */
export function ConversationList({ editable, deletedBefore }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const words = useSettled(text.trim());
  const [deleted, setDeleted] = useState(deletedBefore);
  const field = useRef<HTMLInputElement>(null);
  const conversations = useConversations(words);
  const remove = useDelete(setDeleted);
  const items = conversations.data?.pages.flatMap((page) => page.items) ?? [];
  const none = conversations.isSuccess && items.length === 0;
  // Who has no conversation yet needs no list of none.
  const bare = items.length === 0 && !words && !text && !conversations.isError;
  return (
    <section aria-label="Conversations of before">
      {!bare && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="lettering font-normal text-faint">Go on with a conversation</h2>
          <div className="relative w-full sm:w-64">
            <label htmlFor={id} className="sr-only">
              Search conversations
            </label>
            <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-faint" />
            <input
              ref={field}
              id={id}
              type="search"
              value={text}
              maxLength={TITLE_CHARACTERS}
              placeholder="Search what was said"
              onChange={(event) => {
                setText(event.target.value);
              }}
              className="h-9 w-full rounded-md border border-line-strong bg-surface pr-3 pl-9 text-sm placeholder:text-faint hover:border-ink/40"
            />
          </div>
        </div>
      )}
      <div className="mt-3 space-y-3">
        {deleted && (
          <DeletedNote
            key={deleted.id}
            conversation={deleted}
            onRestored={() => {
              setDeleted(null);
              field.current?.focus();
            }}
          />
        )}
        {remove.isError && (
          <p role="alert" className="text-[13px] text-bad">
            Not deleted: {tellFault(remove.error)}
          </p>
        )}
        {conversations.isError && !conversations.data && (
          <QueryError
            what="Your conversations"
            error={conversations.error}
            retry={() => void conversations.refetch()}
          />
        )}
        {items.length > 0 && (
          <ul
            aria-label="Conversations"
            className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
          >
            {items.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                deleting={remove.isPending}
                onDelete={
                  editable
                    ? () => {
                        remove.mutate(conversation);
                      }
                    : undefined
                }
              />
            ))}
          </ul>
        )}
        <p role="status" className="text-sm text-muted">
          {none && words && `Nothing that was said has “${words}” in it.`}
        </p>
        {conversations.hasNextPage && (
          <Button
            size="small"
            variant="quiet"
            className="w-full"
            disabled={conversations.isFetchingNextPage}
            onClick={() => void conversations.fetchNextPage()}
          >
            {conversations.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The text once nobody types any more. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSettled(text);
    }, TYPING_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [text]);
  return settled;
}

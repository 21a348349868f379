import { useRef, useState } from 'react';

import { Button } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { SearchField } from '@/components/ui/search-field';
import { RowsSkeleton } from '@/components/ui/skeleton';

import type { Conversation } from '../api/conversation';
import { useDelete } from '../api/delete-conversation';
import { useConversations } from '../api/get-conversations';
import { tellFault } from '../faults';
import { ConversationRow } from './conversation-row';
import { DeletedNote } from './deleted-note';

type Props = {
  editable: boolean;
  /** Deleted on the page before; it can be taken back here. */
  deletedBefore: Conversation | null;
};

/** Every conversation, the one that was spoken in last first: to go on with, search, rename and delete. */
export function ConversationList({ editable, deletedBefore }: Props) {
  const [words, setWords] = useState('');
  const [deleted, setDeleted] = useState(deletedBefore);
  const section = useRef<HTMLElement>(null);
  const conversations = useConversations(words);
  const remove = useDelete(setDeleted);
  // Who has no conversation yet needs no list of none.
  const bare = !words && !conversations.data?.pages.some(({ items }) => items.length > 0);
  return (
    <section ref={section} tabIndex={-1} aria-label="Conversations of before">
      {!bare && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="lettering font-normal text-faint">Go on with a conversation</h2>
          <SearchField
            label="Search conversations"
            value={words}
            onChange={setWords}
            className="sm:max-w-64"
          />
        </div>
      )}
      <div className="mt-3 space-y-3">
        {deleted && (
          <DeletedNote
            key={deleted.id}
            conversation={deleted}
            onRestored={() => {
              setDeleted(null);
              section.current?.focus();
            }}
          />
        )}
        {remove.isError && (
          <p role="alert" className="text-[13px] text-bad">
            Not deleted: {tellFault(remove.error)}
          </p>
        )}
        <Loaded what="your conversations" query={conversations} skeleton={<RowsSkeleton rows={4} />}>
          {({ pages }) => (
            <Rows
              items={pages.flatMap(({ items }) => items)}
              words={words}
              deleting={remove.isPending}
              onDelete={editable ? remove.mutate : undefined}
            />
          )}
        </Loaded>
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

type RowsProps = {
  items: Conversation[];
  words: string;
  deleting: boolean;
  onDelete: ((conversation: Conversation) => void) | undefined;
};

function Rows({ items, words, deleting, onDelete }: RowsProps) {
  return (
    <>
      {items.length > 0 && (
        <ul
          aria-label="Conversations"
          className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
        >
          {items.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              deleting={deleting}
              onDelete={
                onDelete &&
                (() => {
                  onDelete(conversation);
                })
              }
            />
          ))}
        </ul>
      )}
      <p role="status" className="text-sm text-muted">
        {items.length === 0 && words && `Nothing that was said has “${words}” in it.`}
      </p>
    </>
  );
}

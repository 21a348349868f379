import { useNavigate, useParams } from 'react-router';

import { Loaded } from '@/components/ui/loaded';
import { titleOf } from '@/features/brainstorm/api/conversation';
import { useConversation } from '@/features/brainstorm/api/get-conversation';
import { ConversationView } from '@/features/brainstorm/conversation-view';
import { useSession } from '@/features/session/session-context';
import { ApiError } from '@/lib/api/errors';

import { NotFoundPage } from './not-found-page';
import { usePageTitle } from './use-page-title';

export function BrainstormConversationPage() {
  const { conversationId = '' } = useParams();
  const { live_url: liveUrl, role } = useSession();
  const navigate = useNavigate();
  const conversation = useConversation(conversationId);
  usePageTitle(conversation.data ? titleOf(conversation.data) : 'Brainstorm');
  if (conversation.data) {
    return (
      <ConversationView
        key={conversation.data.id}
        conversation={conversation.data}
        liveUrl={liveUrl}
        editable={role !== 'viewer'}
        onDeleted={({ id, title, created_at, updated_at }) =>
          void navigate('/brainstorm', { state: { id, title, created_at, updated_at } })
        }
        onAccepted={(job) => void navigate(`/jobs/${job.id}`)}
      />
    );
  }
  if (conversation.error instanceof ApiError && [404, 422].includes(conversation.error.status))
    return <NotFoundPage />;
  return (
    <div className="mx-auto max-w-6xl px-5 py-10 sm:px-8">
      <Loaded what="the conversation" query={conversation}>
        {() => null}
      </Loaded>
    </div>
  );
}

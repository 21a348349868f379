import { useLocation, useNavigate } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { conversationSchema } from '@/features/brainstorm/api/conversation';
import { ConversationList } from '@/features/brainstorm/list/conversation-list';
import { Start } from '@/features/brainstorm/start';
import { ArchitectNote } from '@/features/session/components/architect-note';
import { useSession } from '@/features/session/session-context';

import { usePageTitle } from './use-page-title';

/** Where a conversation begins, and where those of before are found again. */
export function BrainstormPage() {
  const { architect, role } = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  const deleted = conversationSchema.safeParse(location.state);
  const editable = role !== 'viewer';
  usePageTitle('Brainstorm');
  return (
    <div className="drafting-grid min-h-full">
      <div className="mx-auto max-w-3xl px-5 pt-10 pb-16 sm:px-8 sm:pt-16">
        <h1 className="text-3xl tracking-[-0.025em] sm:text-[40px] sm:leading-[1.1]">
          Talk it through first
        </h1>
        <p className="mt-3 max-w-[60ch] text-[17px] leading-relaxed text-muted">
          Ask what a service is, what it costs and where it ends, or describe a workload. What is understood
          gathers on a sheet that becomes a plan when you say so.
        </p>
        <div className="mt-8">
          {editable ? (
            <Start onBegun={(id) => void navigate(`/brainstorm/${id}`)} />
          ) : (
            <Alert tone="info" title="You may read, but not talk">
              Your role here is viewer. An owner or admin of the organization can change that.
            </Alert>
          )}
        </div>
        <div className="mt-12">
          <ConversationList
            key={location.key}
            editable={editable}
            deletedBefore={deleted.success ? deleted.data : null}
          />
        </div>
        <div className="mt-10 max-w-[64ch]">
          <ArchitectNote architect={architect} />
        </div>
      </div>
    </div>
  );
}

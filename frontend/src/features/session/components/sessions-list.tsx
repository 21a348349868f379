import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { formatAgo } from '@/lib/format/time';

import { useEndSession, useSessionsQuery, useSignOutEverywhere, type LoginSession } from '../api/sessions';
import { browserName } from '../browser-name';

/** Every browser that is signed in as this person, and the way out of each and of all. */
export function SessionsList({ onSignedOut }: { onSignedOut: () => void }) {
  const sessions = useSessionsQuery();
  return (
    <Loaded what="the places where you are signed in" query={sessions} lines={5}>
      {(data) => <Sessions sessions={data} onSignedOut={onSignedOut} />}
    </Loaded>
  );
}

function Sessions({ sessions, onSignedOut }: { sessions: LoginSession[]; onSignedOut: () => void }) {
  const end = useEndSession();
  const everywhere = useSignOutEverywhere(onSignedOut);
  const failure = end.error ?? everywhere.error;
  return (
    <div className="grid gap-4">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <SessionLine session={session} />
            {!session.current && (
              <Button
                size="small"
                aria-label={`Sign out ${browserName(session.agent)}, ${session.address}`}
                disabled={end.isPending}
                onClick={() => {
                  end.mutate(session.id);
                }}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {failure && (
        <Alert tone="bad" title="Nothing was signed out">
          {failure.message}
        </Alert>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64 text-[13px] text-muted">
          Each browser is signed out a day after its last use. API keys are not affected.
        </p>
        <Button
          variant="danger"
          disabled={everywhere.isPending}
          onClick={() => {
            everywhere.mutate();
          }}
        >
          Sign out everywhere
        </Button>
      </div>
    </div>
  );
}

function SessionLine({ session }: { session: LoginSession }) {
  return (
    <div className="min-w-0 flex-1 basis-56 text-sm">
      <p className="font-medium" title={session.agent}>
        {browserName(session.agent)}
        {session.current && <span className="ml-2 text-[13px] font-normal text-accent">this browser</span>}
      </p>
      <p className="text-[13px] text-muted">
        {session.address} · seen {formatAgo(session.last_seen_at)} · signed in {formatAgo(session.created_at)}
      </p>
    </div>
  );
}

import { Loaded } from '@/components/ui/loaded';
import {
  useNotificationChange,
  useNotifications,
  type NotificationPreferences,
} from '@/features/notifications/api/notifications';
import { KindsChoice } from '@/features/notifications/kinds-choice';
import { LevelChoice } from '@/features/notifications/level-choice';
import { SuppressionNote } from '@/features/notifications/suppression-note';
import { tellError } from '@/lib/api/errors';

import { usePageTitle } from './use-page-title';

/** Which mails one gets. Each choice is kept at once. */
export function NotificationsPage() {
  const preferences = useNotifications();
  usePageTitle('Notifications');
  return (
    <div className="mx-auto max-w-3xl px-5 py-10 sm:px-8">
      <h1 className="text-2xl sm:text-[28px] sm:leading-9">Notifications</h1>
      <div className="mt-1">
        <Loaded what="the notifications" query={preferences} lines={18}>
          {(data) => <Choices preferences={data} />}
        </Loaded>
      </div>
    </div>
  );
}

function Choices({ preferences }: { preferences: NotificationPreferences }) {
  const change = useNotificationChange();
  const { email, level, kinds, suppressed } = preferences;
  return (
    <>
      <p className="max-w-[64ch] text-sm text-muted">
        Mails go to <span className="break-all text-ink">{email}</span>, the address of your sign-in. What you
        choose holds for you alone, in every organization.
      </p>
      <div className="mt-8 space-y-10">
        {suppressed && <SuppressionNote email={email} suppressed={suppressed} />}
        <LevelChoice
          level={level}
          onChange={(wanted) => {
            change.mutate({ level: wanted });
          }}
        />
        <KindsChoice
          kinds={kinds}
          level={level}
          onChange={(wanted) => {
            change.mutate({ kinds: wanted });
          }}
        />
      </div>
      <p role="status" className="mt-6 h-5 text-[13px] text-muted">
        {change.isPending ? 'Saving…' : change.isSuccess && 'Saved. It holds from the next mail on.'}
      </p>
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {change.isError && `Not saved: ${tellError(change.error)}`}
      </p>
    </>
  );
}

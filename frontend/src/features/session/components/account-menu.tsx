import { LogOut, MonitorSmartphone, Moon, Sun } from 'lucide-react';
import { useState } from 'react';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { setTheme, useTheme } from '@/lib/theme';

import { useSignOut } from '../api/sign-out';
import { useSession } from '../session-context';
import { OrganizationChoice } from './organization-choice';
import { SessionsList } from './sessions-list';

type Props = {
  onSignedOut: () => void;
  /** What was shown belongs to the organization before. */
  onSwitched: () => void;
};

/** Who is signed in and for which organization, where else, the colour theme, and the way out. */
export function AccountMenu({ onSignedOut, onSwitched }: Props) {
  const { user } = useSession();
  const [showsSessions, setShowsSessions] = useState(false);
  const signOut = useSignOut(onSignedOut);
  return (
    <div className="grid gap-1">
      <div className="flex min-w-0 items-center gap-2">
        <span
          aria-hidden
          className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-[13px] font-semibold text-accent uppercase"
        >
          {user.name.slice(0, 1)}
        </span>
        <div className="min-w-0 flex-1 text-[13px] leading-tight" title={user.email ?? user.name}>
          <p className="truncate font-medium">{user.name}</p>
          <OrganizationChoice onSwitched={onSwitched} />
        </div>
      </div>
      <div className="flex justify-end gap-1">
        <Button
          size="icon"
          variant="quiet"
          aria-label="Where you are signed in"
          title="Where you are signed in"
          onClick={() => {
            setShowsSessions(true);
          }}
        >
          <MonitorSmartphone aria-hidden className="size-4" />
        </Button>
        <ThemeButton />
        <Button
          size="icon"
          variant="quiet"
          aria-label="Sign out"
          title="Sign out"
          disabled={signOut.isPending}
          onClick={() => {
            signOut.mutate();
          }}
        >
          <LogOut aria-hidden className="size-4" />
        </Button>
      </div>
      {showsSessions && (
        <Dialog
          title="Where you are signed in"
          onClose={() => {
            setShowsSessions(false);
          }}
        >
          <SessionsList onSignedOut={onSignedOut} />
        </Dialog>
      )}
      {signOut.isError && (
        <span role="alert" className="sr-only">
          Signing out failed: {signOut.error.message}
        </span>
      )}
    </div>
  );
}

export function ThemeButton() {
  const dark = useTheme() === 'dark';
  const label = dark ? 'Light theme' : 'Dark theme';
  return (
    <Button
      size="icon"
      variant="quiet"
      aria-label={label}
      title={label}
      onClick={() => {
        setTheme(dark ? 'light' : 'dark');
      }}
    >
      {dark ? <Sun aria-hidden className="size-4" /> : <Moon aria-hidden className="size-4" />}
    </Button>
  );
}

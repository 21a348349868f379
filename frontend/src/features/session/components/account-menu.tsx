import { LogOut, Moon, Sun } from 'lucide-react';

import { Button } from '@/components/ui/button';
import { setTheme, useTheme } from '@/lib/theme';

import { useSignOut } from '../api/sign-out';
import { useSession } from '../session-context';

/** Who is signed in, the colour theme, and the way out. */
export function AccountMenu({ onSignedOut }: { onSignedOut: () => void }) {
  const { user, organization, role } = useSession();
  const signOut = useSignOut(onSignedOut);
  return (
    <div className="flex items-center gap-2">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-[13px] font-semibold text-accent uppercase"
      >
        {user.name.slice(0, 1)}
      </span>
      <div className="min-w-0 flex-1 text-[13px] leading-tight" title={user.email ?? user.name}>
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-faint">
          {organization.name} · {role}
        </p>
      </div>
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

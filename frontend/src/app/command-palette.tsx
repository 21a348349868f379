import {
  Building2,
  FileText,
  KeyRound,
  Layers,
  LogOut,
  Mail,
  MessageSquare,
  MessagesSquare,
  Moon,
  Plus,
  Settings,
  ShieldCheck,
  Sun,
  Users,
} from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';

import { showToast } from '@/components/ui/toast';
import type { Command } from '@/features/palette/matching';
import { Palette } from '@/features/palette/palette';
import { usePlans, useTalks } from '@/features/palette/search';
import { useSignOut } from '@/features/session/api/sign-out';
import { useSwitchOrganization } from '@/features/session/api/switch-organization';
import { useSession } from '@/features/session/session-context';
import { formatAgo } from '@/lib/format/time';
import { setTheme, useTheme } from '@/lib/theme';
import { mayAdminister } from '@/types/session';

/** The palette with all that there is: pages, plans, conversations, organizations, and what one can do anywhere. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const pages = usePages();
  const found = useFound(useDeferredValue(text.trim()));
  const actions = useActions();
  return (
    <Palette
      commands={[...pages, ...found, ...useOrganizations(), ...actions]}
      text={text}
      onText={setText}
      onClose={onClose}
    />
  );
}

function usePages(): Command[] {
  const navigate = useNavigate();
  const { role, staff = false } = useSession();
  const page = (label: string, path: string, icon: Command['icon']): Command => ({
    id: `page-${path.replaceAll(/\W/g, '-')}`,
    group: 'Go to',
    label,
    icon,
    run: () => void navigate(path),
  });
  return [
    page('New plan', '/', Plus),
    page('Brainstorm', '/brainstorm', MessagesSquare),
    page('Batches', '/batches', Layers),
    page('Settings', '/settings', Settings),
    page('Members', '/settings/members', Users),
    page('Notifications', '/settings/notifications', Mail),
    page('API keys', '/settings#api-keys', KeyRound),
    ...(staff || mayAdminister(role) ? [page('Administration', '/admin', ShieldCheck)] : []),
  ];
}

function useFound(words: string): Command[] {
  const navigate = useNavigate();
  const plans = usePlans();
  const talks = useTalks(words);
  return [
    ...(plans.data ?? []).map(({ id, result, request, created_at: created }): Command => ({
      id: `plan-${id}`,
      group: 'Plans',
      label: result?.title ?? (request || 'Edited architecture'),
      hint: formatAgo(created),
      icon: FileText,
      run: () => void navigate(`/jobs/${id}`),
    })),
    ...(words.length > 1 ? (talks.data ?? []) : []).map(({ id, title }): Command => ({
      id: `talk-${id}`,
      group: 'Conversations',
      label: title ?? 'Conversation',
      // It was found by what was said in it, which its title need not have.
      hint: `has “${words}”`,
      icon: MessageSquare,
      run: () => void navigate(`/brainstorm/${id}`),
    })),
  ];
}

function useOrganizations(): Command[] {
  const navigate = useNavigate();
  const { organization, organizations = [] } = useSession();
  const change = useSwitchOrganization(() => void navigate('/'));
  return organizations
    .filter(({ id }) => id !== organization.id)
    .map(({ id, name }) => ({
      id: `organization-${id}`,
      group: 'Organizations',
      label: `Work in ${name}`,
      icon: Building2,
      run: () => {
        // A promise, since the palette is gone by then, and callbacks of `mutate` with it.
        change.mutateAsync(id).then(
          () => {
            showToast(`You work in ${name} now.`, () => {
              change.mutate(organization.id);
            });
          },
          (error: unknown) => {
            showToast(`The organization was not changed: ${tell(error)}`);
          },
        );
      },
    }));
}

function tell(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason was given.';
}

function useActions(): Command[] {
  const navigate = useNavigate();
  const dark = useTheme() === 'dark';
  const signOut = useSignOut(() => void navigate('/sign-in'));
  return [
    {
      id: 'theme',
      group: 'Do',
      label: dark ? 'Light theme' : 'Dark theme',
      icon: dark ? Sun : Moon,
      run: () => {
        setTheme(dark ? 'light' : 'dark');
      },
    },
    {
      id: 'sign-out',
      group: 'Do',
      label: 'Sign out',
      icon: LogOut,
      run: () => {
        signOut.mutateAsync().catch((error: unknown) => {
          showToast(`Not signed out: ${tell(error)}`);
        });
      },
    },
  ];
}

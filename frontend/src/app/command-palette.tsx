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
  Share2,
  ShieldCheck,
  Sun,
  Users,
} from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';

import { showToast } from '@/components/ui/toast';
import type { Command } from '@/features/palette/matching';
import { Palette } from '@/features/palette/palette';
import { useFoundPlans, usePlans, useTalks } from '@/features/palette/search';
import { useSignOut } from '@/features/session/api/sign-out';
import { useSwitchOrganization } from '@/features/session/api/switch-organization';
import { useSession } from '@/features/session/session-context';
import { formatAgo } from '@/lib/format/time';
import { setTheme, useTheme } from '@/lib/theme';
import type { ListedJob } from '@/types/job';
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
    page('Shared links', '/settings/shared-links', Share2),
    page('API keys', '/settings#api-keys', KeyRound),
    ...(staff || mayAdminister(role) ? [page('Administration', '/admin', ShieldCheck)] : []),
  ];
}

function useFound(words: string): Command[] {
  const navigate = useNavigate();
  const plans = usePlans();
  const found = useFoundPlans(words);
  const talks = useTalks(words);
  const plan = (job: ListedJob, hint: string): Command => ({
    id: `plan-${job.id}`,
    group: 'Plans',
    label: labelOf(job),
    hint,
    icon: FileText,
    run: () => void navigate(`/jobs/${job.id}`),
  });
  const newest = plans.data ?? [];
  const others = (words.length > 1 ? (found.data ?? []) : []).filter((job) => !hasInLabel(job, words));
  const known = new Set(others.map(({ id }) => id));
  const older = (found.data ?? []).filter(
    (job) => !known.has(job.id) && !newest.some(({ id }) => id === job.id),
  );
  return [
    ...[...newest, ...older]
      .filter(({ id }) => !known.has(id))
      .map((job) => plan(job, formatAgo(job.created_at))),
    // Found by their request, which their title need not tell.
    ...others.map((job) => plan(job, `has “${words}”`)),
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

function labelOf({ result, request }: ListedJob): string {
  return result?.title ?? (request || 'Edited architecture');
}

function hasInLabel(job: ListedJob, words: string): boolean {
  const label = labelOf(job).toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.includes(word));
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

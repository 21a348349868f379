import { useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { Layers, Menu, MessagesSquare, Plus, Search, Settings, ShieldCheck, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';

import { Button, buttonClass } from '@/components/ui/button';
import { OfflineBar } from '@/components/ui/offline-bar';
import { Toasts } from '@/components/ui/toast';
import { Wordmark } from '@/components/ui/wordmark';
import { PaymentFailedNote } from '@/features/billing/payment-failed-note';
import { DeletionNote } from '@/features/deletion/deletion-note';
import { JobList } from '@/features/jobs/components/job-list';
import { SESSION_KEY } from '@/features/session/api/get-session';
import { AccountMenu } from '@/features/session/components/account-menu';
import { useSession } from '@/features/session/session-context';
import { mayAdminister } from '@/types/session';

import { useLinkedPart } from './use-linked-part';

const CommandPalette = lazy(() =>
  import('./command-palette').then((module) => ({ default: module.CommandPalette })),
);

/** The frame of every signed-in page: plans at the left (a drawer on small screens), the page at the right. */
export function Shell() {
  usePreload();
  const main = useFocusOnNavigation();
  // After it: that one begins at the top.
  useLinkedPart();
  const [searches, setSearches] = useState(false);
  const openPalette = useCallback(() => {
    setSearches(true);
  }, []);
  useSearchKeys(openPalette);
  return (
    <div className="flex h-full flex-col lg:grid lg:grid-cols-[288px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-20"
      >
        Skip to the content
      </a>
      <Drawer onSearch={openPalette} />
      <aside
        aria-label="Plans and account"
        className="hidden min-h-0 border-r border-line bg-surface lg:flex lg:flex-col"
      >
        <Sidebar onSearch={openPalette} />
      </aside>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="relative min-h-0 flex-1 overflow-y-auto outline-none"
      >
        <OfflineBar />
        <Deletion />
        <Payment />
        <Outlet />
      </main>
      <Toasts />
      {searches && (
        <Suspense fallback={null}>
          <CommandPalette
            onClose={() => {
              setSearches(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Ctrl-K, or ⌘K, on every page. */
function useSearchKeys(open: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      // Over another dialog it would lie behind what has the focus.
      if (!document.querySelector('dialog[open]')) open();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [open]);
}

/** After this time the first page is there, and what the next one needs may come. */
const PRELOAD_MS = 1_500;

function usePreload(): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      // Where it fails now it is asked for again when a plan is opened.
      import('@/pages/job-page').catch(() => undefined);
    }, PRELOAD_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
}

function Deletion() {
  const { organization, role } = useSession();
  const client = useQueryClient();
  return organization.deletion_due_at ? (
    <DeletionNote
      organization={organization.name}
      dueAt={organization.deletion_due_at}
      owner={role === 'owner'}
      onCancelled={() => void client.invalidateQueries({ queryKey: SESSION_KEY })}
    />
  ) : null;
}

function Payment() {
  return useSession().role === 'owner' ? <PaymentFailedNote /> : null;
}

const NAV =
  'flex items-center gap-2 rounded-md px-3 py-2 text-sm text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink';
const SEARCH_KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

type SidebarProps = { close?: ReactNode; onNavigate?: () => void; onSearch: () => void };

function Sidebar({ close, onNavigate, onSearch }: SidebarProps) {
  const navigate = useNavigate();
  const { role, staff = false } = useSession();
  return (
    <>
      <div className="flex items-center justify-between px-5 pt-5 pb-4">
        <Link
          to="/"
          aria-label="Groundplan, home"
          className="rounded"
          {...(onNavigate ? { onClick: onNavigate } : {})}
        >
          <Wordmark />
        </Link>
        {close}
      </div>
      <div className="px-3">
        <Link
          to="/"
          className={buttonClass({ variant: 'outline' }, 'w-full')}
          {...(onNavigate ? { onClick: onNavigate } : {})}
        >
          <Plus aria-hidden className="size-4" />
          New plan
        </Link>
        <div className="mt-2 space-y-0.5">
          <button
            type="button"
            aria-keyshortcuts="Control+K Meta+K"
            className={clsx(NAV, 'w-full')}
            onClick={() => {
              onNavigate?.();
              onSearch();
            }}
          >
            <Search aria-hidden className="size-4" />
            Search
            <kbd aria-hidden className="ml-auto font-mono text-[11px] text-faint">
              {SEARCH_KEYS}
            </kbd>
          </button>
          <NavLink to="/brainstorm" className={NAV} {...(onNavigate ? { onClick: onNavigate } : {})}>
            <MessagesSquare aria-hidden className="size-4" />
            Brainstorm
          </NavLink>
          <NavLink to="/batches" className={NAV} {...(onNavigate ? { onClick: onNavigate } : {})}>
            <Layers aria-hidden className="size-4" />
            Batches
          </NavLink>
        </div>
      </div>
      <nav aria-label="Your plans" className="mt-5 min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        <h2 className="lettering px-3 pb-2 font-normal text-faint">Plans</h2>
        <JobList {...(onNavigate ? { onNavigate } : {})} />
      </nav>
      <div className="space-y-0.5 border-t border-line p-3">
        {(staff || mayAdminister(role)) && (
          <NavLink to="/admin" className={NAV} {...(onNavigate ? { onClick: onNavigate } : {})}>
            <ShieldCheck aria-hidden className="size-4" />
            Administration
          </NavLink>
        )}
        <NavLink to="/settings" className={NAV} {...(onNavigate ? { onClick: onNavigate } : {})}>
          <Settings aria-hidden className="size-4" />
          Settings
        </NavLink>
        <div className="pt-2">
          <AccountMenu onSignedOut={() => void navigate('/sign-in')} onSwitched={() => void navigate('/')} />
        </div>
      </div>
    </>
  );
}

/** The top bar of small screens, and the sidebar it opens: a modal <dialog> keeps the focus by itself. */
function Drawer({ onSearch }: { onSearch: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => {
    dialog.current?.close();
  };
  return (
    <header className="flex items-center justify-between border-b border-line bg-surface px-4 py-2.5 lg:hidden">
      <Link to="/" aria-label="Groundplan, home">
        <Wordmark />
      </Link>
      <Button
        size="icon"
        variant="quiet"
        aria-label="Open the menu"
        onClick={() => {
          dialog.current?.showModal();
          setOpen(true);
        }}
      >
        <Menu aria-hidden className="size-5" />
      </Button>
      {/* A click on the backdrop closes, as Escape does by itself. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- keys have Escape */}
      <dialog
        ref={dialog}
        aria-label="Menu"
        onClose={() => {
          setOpen(false);
        }}
        onClick={(event) => {
          if (event.target === event.currentTarget) close();
        }}
        className="m-0 h-full max-h-none w-[min(20rem,86vw)] max-w-none border-r border-line bg-surface text-ink backdrop:bg-ink/40"
      >
        {open && (
          <div className="flex h-full flex-col">
            <Sidebar
              onNavigate={close}
              onSearch={onSearch}
              close={
                <Button size="icon" variant="quiet" aria-label="Close the menu" onClick={close}>
                  <X aria-hidden className="size-5" />
                </Button>
              }
            />
          </div>
        )}
      </dialog>
    </header>
  );
}

/** Moving to another page starts at its top, and screen readers start to read there. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname, hash } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (!main.current) return;
    main.current.scrollTop = 0;
    main.current.focus({ preventScroll: true });
  }, [pathname, hash]);
  return main;
}

import { createBrowserRouter, Outlet, type RouteObject } from 'react-router';

import { NewPlanPage } from '@/pages/new-plan-page';
import { NotFoundPage } from '@/pages/not-found-page';
import { SignInPage } from '@/pages/sign-in-page';

import { CrashPage } from './crash-page';
import { SignedIn } from './signed-in';

/** Most of the code is for what a plan shows: the shell asks for it while the first page is read. */
const loadJobPage = () => import('@/pages/job-page').then(({ JobPage }) => ({ Component: JobPage }));

const loadBrainstormPage = () =>
  import('@/pages/brainstorm-page').then(({ BrainstormPage }) => ({ Component: BrainstormPage }));
const loadConversationPage = () =>
  import('@/pages/brainstorm-conversation-page').then(({ BrainstormConversationPage }) => ({
    Component: BrainstormConversationPage,
  }));

const loadBatchesPage = () =>
  import('@/pages/batches/batches-page').then(({ BatchesPage }) => ({ Component: BatchesPage }));
const loadNewBatchPage = () =>
  import('@/pages/batches/new-batch-page').then(({ NewBatchPage }) => ({ Component: NewBatchPage }));
const loadBatchPage = () =>
  import('@/pages/batches/batch-page').then(({ BatchPage }) => ({ Component: BatchPage }));

const loadAdminPage = () =>
  import('@/pages/admin/admin-page').then(({ AdminPage }) => ({ Component: AdminPage }));
const loadToolServersPage = () =>
  import('@/pages/admin/tool-servers-page').then(({ ToolServersPage }) => ({ Component: ToolServersPage }));
const loadAuditPage = () =>
  import('@/pages/admin/audit-page').then(({ AuditPage }) => ({ Component: AuditPage }));

const loadAdminStart = () =>
  import('@/pages/admin/admin-start').then(({ AdminStart }) => ({ Component: AdminStart }));
const loadForStaff = () =>
  import('@/pages/admin/for-staff').then(({ ForStaff }) => ({ Component: ForStaff }));
const staffPage = (name: keyof typeof import('@/pages/admin/staff-pages')) => () =>
  import('@/pages/admin/staff-pages').then((pages) => ({ Component: pages[name] }));

const loadSettingsFrame = () =>
  import('@/pages/settings-frame').then(({ SettingsFrame }) => ({ Component: SettingsFrame }));
const loadSettingsPage = () =>
  import('@/pages/settings-page').then(({ SettingsPage }) => ({ Component: SettingsPage }));

const loadMembersPage = () =>
  import('@/pages/members-page').then(({ MembersPage }) => ({ Component: MembersPage }));
const loadNotificationsPage = () =>
  import('@/pages/notifications-page').then(({ NotificationsPage }) => ({ Component: NotificationsPage }));
const loadWebhooksPage = () =>
  import('@/pages/webhooks/webhooks-page').then(({ WebhooksPage }) => ({ Component: WebhooksPage }));
const loadWebhookPage = () =>
  import('@/pages/webhooks/webhook-page').then(({ WebhookPage }) => ({ Component: WebhookPage }));
const loadSharedLinksPage = () =>
  import('@/pages/shared/shared-links-page').then(({ SharedLinksPage }) => ({ Component: SharedLinksPage }));
/** What a link shows to anybody: no session is asked for. */
const loadSharedPage = () =>
  import('@/pages/shared/shared-page').then(({ SharedPage }) => ({ Component: SharedPage }));
const loadInvitationPage = () =>
  import('@/pages/invitation-page').then(({ InvitationPage }) => ({ Component: InvitationPage }));
const loadInvitationDoor = () =>
  import('@/pages/invitation-page').then(({ InvitationDoor }) => ({ Component: InvitationDoor }));

export const routes: RouteObject[] = [
  {
    element: <Outlet />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/invitation', lazy: loadInvitationDoor },
      { path: '/shared/:token', lazy: loadSharedPage },
      {
        path: '/',
        element: <SignedIn />,
        children: [
          { index: true, element: <NewPlanPage /> },
          { path: 'brainstorm', lazy: loadBrainstormPage },
          { path: 'brainstorm/:conversationId', lazy: loadConversationPage },
          { path: 'jobs/:jobId', lazy: loadJobPage },
          { path: 'batches', lazy: loadBatchesPage },
          { path: 'batches/new', lazy: loadNewBatchPage },
          { path: 'batches/:batchId', lazy: loadBatchPage },
          {
            path: 'settings',
            lazy: loadSettingsFrame,
            children: [
              { index: true, lazy: loadSettingsPage },
              { path: 'members', lazy: loadMembersPage },
              { path: 'notifications', lazy: loadNotificationsPage },
              { path: 'shared-links', lazy: loadSharedLinksPage },
              { path: 'webhooks', lazy: loadWebhooksPage },
              { path: 'webhooks/:webhookId', lazy: loadWebhookPage },
            ],
          },
          { path: 'invitation/accept', lazy: loadInvitationPage },
          {
            path: 'admin',
            lazy: loadAdminPage,
            children: [
              { index: true, lazy: loadAdminStart },
              {
                lazy: loadForStaff,
                children: [
                  { path: 'overview', lazy: staffPage('OverviewPage') },
                  { path: 'users', lazy: staffPage('UsersPage') },
                  { path: 'users/:id', lazy: staffPage('UserPage') },
                  { path: 'organizations', lazy: staffPage('OrganizationsPage') },
                  { path: 'organizations/:id', lazy: staffPage('OrganizationPage') },
                  { path: 'dead-letters', lazy: staffPage('DeadLettersPage') },
                  { path: 'usage', lazy: staffPage('UsagePage') },
                  { path: 'calls', lazy: staffPage('CallsPage') },
                  { path: 'acts', lazy: staffPage('ActsPage') },
                ],
              },
              { path: 'tool-servers', lazy: loadToolServersPage },
              { path: 'audit', lazy: loadAuditPage },
            ],
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}

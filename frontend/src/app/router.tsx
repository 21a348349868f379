import { createBrowserRouter, Outlet } from 'react-router';

import { JobPage } from '@/pages/job-page';
import { NewPlanPage } from '@/pages/new-plan-page';
import { NotFoundPage } from '@/pages/not-found-page';
import { SignInPage } from '@/pages/sign-in-page';

import { CrashPage } from './crash-page';
import { SignedIn } from './signed-in';

export const routes = [
  {
    element: <Outlet />,
    errorElement: <CrashPage />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      {
        path: '/',
        element: <SignedIn />,
        children: [
          { index: true, element: <NewPlanPage /> },
          { path: 'jobs/:jobId', element: <JobPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}

import { ArrowRight } from 'lucide-react';
import { useSearchParams } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import { Wordmark } from '@/components/ui/wordmark';
import { env } from '@/config/env';
import { ThemeButton } from '@/features/session/components/account-menu';
import { signInPath } from '@/features/session/sign-in-path';

import { FloorPlan } from './floor-plan';
import { usePageTitle } from './use-page-title';

export function SignInPage() {
  const [query] = useSearchParams();
  usePageTitle('Sign in');
  return (
    <div className="drafting-grid grid min-h-full lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex flex-col justify-between gap-12 bg-canvas px-6 py-8 sm:px-14 sm:py-10">
        <div className="flex items-center justify-between">
          <Wordmark />
          <ThemeButton />
        </div>
        <div className="max-w-md">
          <h1 className="text-4xl leading-[1.08] tracking-[-0.03em] sm:text-5xl">
            From a sentence to an AWS plan that deploys.
          </h1>
          <p className="mt-5 text-[17px] leading-relaxed text-muted">
            Say what you want to build. Groundplan draws it, prices it, writes Terraform and CloudFormation
            for it, and checks every part before you see it.
          </p>
          <a
            href={env.apiUrl + signInPath(query.get('next'))}
            className={buttonClass({ variant: 'primary' }, 'mt-8 h-11 px-5')}
          >
            Sign in
            <ArrowRight aria-hidden className="size-4" />
          </a>
        </div>
        <p className="text-[13px] text-faint">
          Groundplan designs. It never changes anything in your accounts.
        </p>
      </main>
      <aside className="hidden place-items-center border-l border-line p-12 lg:grid">
        <FloorPlan />
      </aside>
    </div>
  );
}

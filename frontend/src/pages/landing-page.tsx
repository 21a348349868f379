import { ArrowRight } from 'lucide-react';
import { lazy, Suspense, useId, type ReactNode } from 'react';

import { buttonClass } from '@/components/ui/button';
import { Wordmark } from '@/components/ui/wordmark';
import { env } from '@/config/env';
import { OfferedPlans } from '@/features/billing/offered-plans';
import { Modes } from '@/features/landing/modes';
import { ThemeButton } from '@/features/session/components/account-menu';
import { signInPath } from '@/features/session/sign-in-path';

import { FloorPlan } from './floor-plan';
import { usePageTitle } from './use-page-title';

const ExampleView = lazy(() =>
  import('@/features/landing/example/example-view').then((module) => ({ default: module.ExampleView })),
);

const WIDTH = 'mx-auto max-w-6xl px-5 sm:px-8';

/** What a stranger sees first: what it is, a real bundle to click through, and the plans. */
export function LandingPage() {
  usePageTitle('From a sentence to an AWS plan that deploys');
  return (
    <div className="min-h-full">
      <a
        href="#main"
        className="sr-only rounded-md bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-20"
      >
        Skip to the content
      </a>
      <Header />
      <main id="main" tabIndex={-1} className="outline-none">
        <Hero />
        <Part id="example" title="A plan, as it comes">
          <p className="mt-2 mb-6 max-w-[60ch] text-muted">
            This is what came of three sentences. Look at the drawing, open the files, see what it costs and
            what was checked.
          </p>
          <Suspense fallback={<div className="h-[46rem] rounded-xl bg-sunken" />}>
            <ExampleView />
          </Suspense>
        </Part>
        <Part title="Three ways in">
          <div className="mt-6">
            <Modes />
          </div>
        </Part>
        <Part id="plans" title="Plans">
          <p className="mt-2 mb-6 text-muted">Jobs that fail are not counted.</p>
          <OfferedPlans />
        </Part>
      </main>
      <footer className="border-t border-line">
        <div
          className={`${WIDTH} flex flex-wrap items-center justify-between gap-4 py-8 text-[13px] text-muted`}
        >
          <p>Groundplan designs. It never changes anything in your accounts.</p>
          <a href={`${env.apiUrl}/api/v1/docs`} className="underline underline-offset-2 hover:text-ink">
            The HTTP API
          </a>
        </div>
      </footer>
    </div>
  );
}

function Header() {
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-canvas/95 backdrop-blur-sm">
      <div className={`${WIDTH} flex items-center gap-1 py-3 sm:gap-2`}>
        <span className="mr-auto">
          <Wordmark />
        </span>
        <a href="#example" className={buttonClass({ variant: 'quiet', size: 'small' }, 'max-sm:hidden')}>
          Example
        </a>
        <a href="#plans" className={buttonClass({ variant: 'quiet', size: 'small' }, 'max-sm:hidden')}>
          Plans
        </a>
        <ThemeButton />
        <a
          href={env.apiUrl + signInPath(null)}
          className={buttonClass({ variant: 'primary', size: 'small' })}
        >
          Sign in
        </a>
      </div>
    </header>
  );
}

function Hero() {
  return (
    <div className="drafting-grid border-b border-line">
      <div
        className={`${WIDTH} grid items-center gap-x-12 gap-y-10 py-14 sm:py-20 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]`}
      >
        <div>
          <h1 className="text-4xl leading-[1.08] tracking-[-0.03em] sm:text-[56px]">
            From a sentence to an AWS plan that deploys.
          </h1>
          <p className="mt-5 max-w-[52ch] text-[17px] leading-relaxed text-muted">
            Say what you want to build. Groundplan draws it, prices it, writes Terraform and CloudFormation
            for it, and checks every part before you see it.
          </p>
          <p className="mt-8 flex flex-wrap gap-3">
            <a
              href={env.apiUrl + signInPath(null)}
              className={buttonClass({ variant: 'primary' }, 'h-11 px-5')}
            >
              Plan your own
              <ArrowRight aria-hidden className="size-4" />
            </a>
            <a href="#example" className={buttonClass({ variant: 'outline' }, 'h-11 px-5')}>
              Look at a real one
            </a>
          </p>
        </div>
        <div className="hidden lg:block">
          <FloorPlan />
        </div>
      </div>
    </div>
  );
}

function Part({ id, title, children }: { id?: string; title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={`${WIDTH} scroll-mt-14 py-10 sm:py-12`}>
      <h2 id={heading} className="text-2xl tracking-tight sm:text-3xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The content security policy, in a browser: it stands, it refuses, and nothing of ours needs what it refuses. */
import { collectRefused, expect, expectResult, submit, test } from './fixtures';

test('what somebody smuggles into a page neither runs nor draws', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  const refused = collectRefused(page);
  const title = await page.title();

  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const add = (name: string, set: (element: HTMLElement) => void) => {
      const element = document.createElement(name);
      set(element);
      document.body.append(element);
    };
    add('style', (style) => {
      style.append('body { outline: 3px solid red }');
    });
    add('p', (paragraph) => {
      paragraph.setAttribute('style', 'outline: 3px solid red');
    });
    add('img', (image) => {
      image.setAttribute('src', 'data:image/gif;base64,R0lGODlhAQABAAAAACw=');
    });
    const attempts = [
      () => {
        add('script', (script) => {
          script.append('document.title = "taken"');
        });
      },
      () => {
        document.body.innerHTML = '<b>taken</b>';
      },
    ];
    const refusals = attempts.map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch {
        return 'refused';
      }
    });
    await fetch('https://elsewhere.example/').catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return {
      violated,
      refusals,
      outline: getComputedStyle(document.body).outlineStyle,
      title: document.title,
    };
  });

  expect(outcome.violated).toEqual(
    expect.arrayContaining([
      ...['style-src-elem', 'style-src-attr', 'img-src', 'connect-src', 'require-trusted-types-for'],
    ]),
  );
  // The script element itself may be there: the title says that it did not run.
  expect(outcome.refusals).toEqual(['done', 'refused']);
  expect([outcome.outline, outcome.title]).toEqual(['none', title]);
  expect(refused.length).toBeGreaterThan(0);
  await page.close();
});

test('files of a plan and the page about the API need nothing that their policies refuse', async ({
  member: page,
}) => {
  await submit(page, 'A static site on a CDN, 50 GB of traffic a month.');
  await expectResult(page);
  const files = `/api/v1/jobs/${page.url().split('/').at(-1) ?? ''}/artifacts`;

  await page.goto(`${files}/diagram.svg`);
  const title = page.locator('svg > text').first();
  await expect(title).toBeVisible();
  expect(await title.evaluate((text) => getComputedStyle(text).fontSize)).toBe('20px');

  await page.goto(`${files}/architecture.json`);
  await expect(page.locator('body')).toContainText('components');
  await page.goto('/api/v1/docs');
  await expect(page.getByRole('article').first()).toBeVisible();
});

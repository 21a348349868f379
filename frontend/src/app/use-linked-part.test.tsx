import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, test, vi } from 'vitest';

import { useLinkedPart } from './use-linked-part';

function Page({ parts }: { parts: string[] }) {
  useLinkedPart();
  return parts.map((part) => (
    <section key={part} id={part}>
      {part}
    </section>
  ));
}

function open() {
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView');
  const page = (parts: string[]) => (
    <MemoryRouter initialEntries={['/settings#webhooks']}>
      <Page parts={parts} />
    </MemoryRouter>
  );
  const { rerender } = render(page([]));
  return {
    scroll,
    /** What has changed is told of after the change. */
    show: async (...parts: string[]) => {
      rerender(page(parts));
      await Promise.resolve();
    },
  };
}

test('an address that is opened with a part shows it once it is there, and where others push it to', async () => {
  const { scroll, show } = open();
  await show('members');
  expect(scroll).not.toHaveBeenCalled();
  await show('members', 'webhooks');
  await vi.waitFor(() => {
    expect(scroll.mock.contexts).toEqual([screen.getByText('webhooks')]);
  });
  await show('billing', 'members', 'webhooks');
  await vi.waitFor(() => {
    expect(scroll).toHaveBeenCalledTimes(2);
  });
});

test('who scrolls is not pulled back', async () => {
  const { scroll, show } = open();
  window.dispatchEvent(new Event('wheel'));
  await show('webhooks');
  await show('billing', 'webhooks');
  expect(scroll).not.toHaveBeenCalled();
});

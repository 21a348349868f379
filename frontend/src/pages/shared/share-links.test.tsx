import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { backend } from '@/testing/handlers';
import { makeFinishedJob } from '@/testing/plans';
import { renderApp } from '@/testing/render-app';
import { makeLink, sharing } from '@/testing/sharing';

async function openDialog() {
  const job = makeFinishedJob();
  backend.jobs = [job];
  const { user } = renderApp(`/jobs/${job.id}`);
  await user.click(await screen.findByRole('button', { name: 'Share' }));
  return { user, dialog: await screen.findByRole('dialog', { name: 'Share this result' }) };
}

test('a link is made with title, end and download, and stands there to be copied', async () => {
  const { user, dialog } = await openDialog();
  await user.type(await within(dialog).findByLabelText('Title for visitors'), 'For the review');
  await user.selectOptions(within(dialog).getByLabelText('It ends'), 'In 7 days');
  await user.click(within(dialog).getByLabelText(/download all files/));
  await user.click(within(dialog).getByRole('button', { name: 'Make a link' }));
  const link = await within(dialog).findByRole('textbox', { name: 'Link “For the review”' });
  expect((link as HTMLInputElement).value).toMatch(/\/shared\/gps_/);
  expect(within(dialog).getByRole('listitem')).toHaveTextContent('not opened yet');
  expect(sharing.kept).toMatchObject([{ title: 'For the review', allows_download: true }]);
  expect(within(dialog).queryByRole('option', { name: 'Never' })).toBeNull();
});

test('in the dialog a link is revoked and restored where it stands', async () => {
  const { user, dialog } = await openDialog();
  await user.click(await within(dialog).findByRole('button', { name: 'Make a link' }));
  await user.click(await within(dialog).findByRole('button', { name: /^Revoke/ }));
  await user.click(await within(dialog).findByRole('button', { name: /^Restore/ }));
  expect(await within(dialog).findByRole('button', { name: /^Revoke/ })).toBeVisible();
});

test('an organization that allows no links says so in place of the form', async () => {
  sharing.allowed = 'off';
  const { dialog } = await openDialog();
  expect(await within(dialog).findByText('This organization shares nothing')).toBeVisible();
  expect(within(dialog).queryByRole('button', { name: 'Make a link' })).toBeNull();
});

test('the settings list every link, revoke with an undo, and switch all off', async () => {
  sharing.kept = [makeLink({ title: 'One', views: 3, last_viewed_at: new Date().toISOString() })];
  sharing.acts = [
    {
      act: 'made',
      at: new Date().toISOString(),
      share_link_id: sharing.kept[0]?.id ?? '',
      job_id: 'job-7',
      user_name: 'Ada Example',
      facts: {},
    },
  ];
  const { user } = renderApp('/settings/shared-links');
  const list = await screen.findByRole('list', { name: 'Shared links' });
  expect(within(list).getByRole('listitem')).toHaveTextContent('opened 3 times, last just now');
  expect(await screen.findByText('Ada Example made “One”')).toBeVisible();

  await user.click(within(list).getByRole('button', { name: 'Revoke “One”' }));
  expect(await screen.findByText('“One” opens nothing any more.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => {
    expect(sharing.kept).toMatchObject([{ state: 'open' }]);
  });

  await user.click(screen.getByRole('radio', { name: /^No links/ }));
  await waitFor(() => {
    expect(sharing.allowed).toBe('off');
  });
});

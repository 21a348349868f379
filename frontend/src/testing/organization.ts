/** An organization's settings, kept in memory, and changed as the API does. */
import { http } from 'msw';

import type { Organization, OrganizationChange } from '@/features/settings/api/organization';
import type { Allowed } from '@/features/sharing/api/links';

import { answer } from './answers';
import { SESSION } from './plans';
import { sharing } from './sharing';

const PLATFORM = { turns: 24, tool_calls: 80, tokens: 400_000, seconds: 180, usd: 5 };

export const settings: { kept: Organization } = { kept: fresh() };

function fresh(): Organization {
  return {
    id: SESSION.organization.id,
    name: SESSION.organization.name,
    role: 'owner',
    model: {
      chosen: null,
      default: { title: 'Offline architect', is_language_model: false },
      choices: [
        { name: 'offline', title: 'Offline architect', is_language_model: false },
        { name: 'large', title: 'A large model', is_language_model: true },
      ],
    },
    agent_limits: { effective: PLATFORM, own: {}, platform: PLATFORM },
  };
}

export function resetOrganization(): void {
  settings.kept = fresh();
}

export const organizationHandlers = [
  http.get('/api/v1/organization', () => answer({ ...settings.kept, share_links: sharing.allowed })),
  http.patch('/api/v1/organization', async ({ request }) => {
    const change = (await request.json()) as OrganizationChange & { share_links?: Allowed };
    sharing.allowed = change.share_links ?? sharing.allowed;
    const { model, agent_limits: limits } = settings.kept;
    settings.kept = {
      ...settings.kept,
      model: { ...model, chosen: change.model === undefined ? model.chosen : change.model },
      agent_limits: { ...limits, own: { ...limits.own, ...change.agent_limits } },
    };
    return answer({ ...settings.kept, share_links: sharing.allowed });
  }),
];

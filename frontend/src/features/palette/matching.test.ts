import { Plus } from 'lucide-react';
import { expect, test } from 'vitest';

import { match, type Command } from './matching';

const command = (group: string, label: string, hint?: string): Command => ({
  id: `${group}-${label}`,
  group,
  label,
  ...(hint ? { hint } : {}),
  icon: Plus,
  run: () => undefined,
});
const COMMANDS = [
  command('Go to', 'Settings'),
  command('Go to', 'New plan'),
  command('Plans', 'Shop with settings', 'eu-west-1'),
];
const labels = (text: string) =>
  match(COMMANDS, text).map((group) => group.commands.map(({ label }) => label));

test('without a word everything is there, in its groups', () => {
  expect(match(COMMANDS, ' ').map(({ name }) => name)).toEqual(['Go to', 'Plans']);
});

test('every word must be there, in the label or in what is said beside it', () => {
  expect(labels('SETTINGS')).toEqual([['Settings'], ['Shop with settings']]);
  expect(labels('settings west')).toEqual([['Shop with settings']]);
  expect(labels('nothing')).toEqual([]);
});

test('what begins with the text comes first, and of each group only a few', () => {
  const many = Array.from({ length: 20 }, (_, index) => command('Plans', `Plan ${index}`));
  expect(match(many, 'plan')[0]?.commands).toHaveLength(8);
  expect(
    match([command('Plans', 'A shop'), command('Plans', 'shop')], 'shop')[0]?.commands.map(
      ({ label }) => label,
    ),
  ).toEqual(['shop', 'A shop']);
});

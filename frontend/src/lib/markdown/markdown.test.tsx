import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { Markdown } from './markdown';

test('headings go one step down, and tables, lists and code are what they are', () => {
  render(
    <Markdown text={'# Title\n\n1. one\n2. `two`\n\n| a | b |\n|--|--:|\n| x | 1 |\n\n```sh\nmake\n```'} />,
  );
  expect(screen.getByRole('heading', { level: 2, name: 'Title' })).toBeVisible();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['one', 'two']);
  expect(screen.getByRole('cell', { name: '1' })).toHaveStyle({ textAlign: 'right' });
  expect(screen.getByText('make').tagName).toBe('CODE');
});

test('a column without a name has no heading, and a wide table is reached by keyboard', () => {
  render(<Markdown text={'| | SQS |\n|--|--|\n| Price | 0.40 |'} />);
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['SQS']);
  expect(screen.getByRole('group', { name: 'Table' })).toHaveAttribute('tabindex', '0');
});

test('markup in the text stays text', () => {
  const { container } = render(
    <Markdown
      text={
        '<img src=x onerror=alert(1)>\n\nA <b>bold</b> claim &amp; more\n\n![picture](https://x.test/p.png)'
      }
    />,
  );
  expect(container.querySelector('img, b, script')).toBeNull();
  expect(container).toHaveTextContent('<img src=x onerror=alert(1)>');
  expect(container).toHaveTextContent('claim & more');
});

test('links lead only where links may lead', () => {
  render(<Markdown text={'[docs](https://docs.test) [bad](javascript:alert(1)) [data](data:text/html,x)'} />);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['https://docs.test']);
});

test('an image comes only by a plain relative path, and only where the page says from', () => {
  const text = '![plan](diagram.svg) ![spy](https://spy.test/p.png) ![up](../x.svg) ![root](/x.svg)';
  render(<Markdown text={text} imageUrl={(path) => `/files/${path}`} />);
  expect(screen.getAllByRole('img').map((image) => image.getAttribute('src'))).toEqual([
    '/files/diagram.svg',
  ]);
});

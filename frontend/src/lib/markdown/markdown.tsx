/**
 * Markdown as React elements, never as HTML: text from tools and users cannot become markup. Raw HTML in the
 * source shows as text, images come only from where `imageUrl` says, and links go only to http(s), mailto and this page.
 */
import clsx from 'clsx';
import { marked, type Token, type Tokens } from 'marked';
import { createContext, useContext, useMemo, type ReactNode } from 'react';

type Props = {
  text: string;
  compact?: boolean;
  /** The address of an image that the text names by a relative path; without it images are only their words. */
  imageUrl?: (path: string) => string;
};

export function Markdown({ text, compact = false, imageUrl }: Props) {
  const tokens = useMemo(() => marked.lexer(text, { gfm: true }), [text]);
  return (
    <ImageUrl value={imageUrl ?? null}>
      <div className={clsx('markdown', compact && 'markdown-compact')}>{blocks(tokens)}</div>
    </ImageUrl>
  );
}

function blocks(tokens: Token[]): ReactNode[] {
  return tokens.map((token, index) => <Block key={index} token={token} />);
}

function inlines(tokens: Token[] | undefined): ReactNode[] {
  return (tokens ?? []).map((token, index) => <Inline key={index} token={token} />);
}

function Block({ token }: { token: Token }): ReactNode {
  const known = token as Tokens.Generic & Token;
  switch (known.type) {
    case 'heading': {
      // One step down: the page has its own first heading.
      const Heading = `h${Math.min((known as Tokens.Heading).depth + 1, 6)}` as 'h2';
      return <Heading>{inlines(known.tokens)}</Heading>;
    }
    case 'paragraph':
      return <p>{inlines(known.tokens)}</p>;
    case 'text':
      return known.tokens ? inlines(known.tokens) : (known as Tokens.Text).text;
    case 'code':
      return (
        <pre>
          <code>{(known as Tokens.Code).text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{blocks(known.tokens ?? [])}</blockquote>;
    case 'list':
      return <List list={known as Tokens.List} />;
    case 'table':
      return <Table table={known as Tokens.Table} />;
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    default:
      return <p>{known.raw}</p>;
  }
}

function List({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index}>
      {item.task && (
        <input type="checkbox" checked={item.checked ?? false} readOnly disabled aria-label="Done" />
      )}
      {blocks(item.tokens.filter((token) => token.type !== 'checkbox'))}
    </li>
  ));
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table }: { table: Tokens.Table }) {
  const align = (cell: Tokens.TableCell) => ({ textAlign: cell.align ?? ('left' as const) });
  return (
    // It scrolls by itself where it is too wide: reachable by keyboard, or its end is out of reach for some.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) =>
              cell.text.trim() ? (
                <th key={index} scope="col" style={align(cell)}>
                  {inlines(cell.tokens)}
                </th>
              ) : (
                <td key={index} />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={align(cell)}>
                  {inlines(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Inline({ token }: { token: Token }): ReactNode {
  const known = token as Tokens.Generic & Token;
  switch (known.type) {
    case 'strong':
      return <strong>{inlines(known.tokens)}</strong>;
    case 'em':
      return <em>{inlines(known.tokens)}</em>;
    case 'del':
      return <del>{inlines(known.tokens)}</del>;
    case 'codespan':
      return <code>{(known as Tokens.Codespan).text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link link={known as Tokens.Link} />;
    case 'escape':
      return (known as Tokens.Escape).text;
    case 'text':
      return known.tokens ? inlines(known.tokens) : decode((known as Tokens.Text).text);
    case 'image':
      return <Image image={known as Tokens.Image} />;
    default:
      return known.raw;
  }
}

const ImageUrl = createContext<Props['imageUrl'] | null>(null);

/** Only plain relative paths: an image elsewhere would tell others who reads this. */
function Image({ image }: { image: Tokens.Image }) {
  const imageUrl = useContext(ImageUrl);
  const plain = /^[\w-][\w./-]*$/.test(image.href) && !image.href.includes('..');
  return imageUrl && plain ? <img src={imageUrl(image.href)} alt={image.text} loading="lazy" /> : image.text;
}

function Link({ link }: { link: Tokens.Link }) {
  const href = /^(https?:|mailto:|#)/i.test(link.href) ? link.href : null;
  if (!href) return <span>{inlines(link.tokens)}</span>;
  const outside = href.startsWith('#') ? {} : { target: '_blank', rel: 'noreferrer noopener' };
  return (
    <a href={href} {...outside}>
      {inlines(link.tokens)}
    </a>
  );
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** The lexer may leave the five entities of XML in text; React escapes by itself. */
function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

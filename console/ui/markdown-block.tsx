import { memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { WebLink } from "./web-link.tsx";

/** A link of a model leads elsewhere: it opens in a new tab, which does not learn where the reader came from. */
const components: Components = {
  a: ({ href, children }) => <WebLink url={href ?? null}>{children}</WebLink>,
  // An image of a model would be a request to its server: its address and words are shown instead.
  img: ({ src, alt }) => (
    <WebLink url={typeof src === "string" ? src : null}>{alt || "image"}</WebLink>
  ),
  // A heading of an answer is not a heading of the page.
  h1: ({ children }) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  h2: ({ children }) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  h3: ({ children }) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  h4: ({ children }) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  h5: ({ children }) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  h6: ({ children }) => (
    <p>
      <strong>{children}</strong>
    </p>
  ),
  // Alignment of columns would be an inline style, which the page's policy refuses.
  th: ({ children }) => <th>{children}</th>,
  td: ({ children }) => <td>{children}</td>,
  table: ({ children }) => (
    <div role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
};

/** One block of Markdown. It renders again only when its text changes. */
const MarkdownBlock = memo(({ text }: { text: string }) => (
  <ReactMarkdown remarkPlugins={[remarkGfm]} components={components} skipHtml>{text}</ReactMarkdown>
));
export default MarkdownBlock;

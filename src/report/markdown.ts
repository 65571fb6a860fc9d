import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { type Html, trusted } from "./html.ts";

const options = {
  // Images would be fetched from elsewhere: they become links.
  extensions: [gfmTable(), { disable: { null: ["labelStartImage"] } }],
  htmlExtensions: [gfmTableHtml()],
};

/**
 * A model's Markdown as safe HTML: HTML in it is text, URLs other than http and https are removed, nothing is fetched.
 * Its headings begin at the third level, below those of the page.
 */
export function markdownHtml(markdown: string): Html {
  const safe = micromark(markdown.toWellFormed(), options)
    // Every `<` of the text is escaped by now, so each match is markup of the renderer.
    .replace(/<a href="([^"]*)"( title="[^"]*")?>/g, (_, href: string) => linkTag(href))
    .replace(/<(\/?)h[12]>/g, "<$1h3>");
  return trusted(safe);
}

const linkTag = (href: string) =>
  isWeb(href) ? `<a href="${href}" rel="noopener noreferrer">` : "<a>";

/** True for a URL that a reader may follow. */
export function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

import type { GraphiQLOptions } from "graphql-yoga";
import type { DeploymentInfo } from "../../schema/context.ts";
import * as answer from "./answer.ts";
import { followedConversation, followQuery } from "./followed.ts";
import { missingLines } from "./missing-processes.ts";
import pageScript from "./page.js" with { type: "text" };
import { fillPlaceholders, learnPlaceholders } from "./placeholders.ts";

/** The properties of the deployment that the page shows. */
export type PageData = Pick<DeploymentInfo, "emulated" | "sampleMarketData">;

/** URLs of the files that the page loads, and the options of GraphiQL. */
export interface PageParts {
  deployment: PageData;
  graphiql: GraphiQLOptions;
  /** Scripts in the order in which they run. */
  scripts: readonly string[];
  /** Style sheets; a later one wins. */
  styles: readonly string[];
  icon: string;
  /** URLs of the editor's workers by their label. */
  workers: Readonly<Record<string, string>>;
}

/** The browser enforces this policy: nothing is loaded from elsewhere, nothing is sent elsewhere. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  // The editor writes styles into the page.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GraphiQL's page, with notes on emulated data and missing processes, and the panel of the conversation. */
export function renderPage(
  { deployment, graphiql, scripts, styles, icon, workers }: PageParts,
): string {
  const options = JSON.stringify({ graphiql, workers }).replaceAll("<", "\\u003c");
  return [
    "<!doctype html>",
    `<html lang="en">`,
    `<head>`,
    `<meta charset="utf-8" />`,
    `<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    `<title>${graphiql.title ?? "GraphiQL"}</title>`,
    `<link rel="icon" href="${icon}" />`,
    ...styles.map((href) => `<link rel="stylesheet" href="${href}" />`),
    `<script type="application/json" id="tramontane-options">${options}</script>`,
    ...scripts.map((src) => `<script defer src="${src}"></script>`),
    `</head>`,
    `<body class="no-focus-outline">`,
    `<noscript>GraphiQL needs JavaScript.</noscript>`,
    banners(deployment),
    `<div id="root"></div>`,
    panel,
    `</body>`,
    `</html>`,
    "",
  ].join("\n");
}

const panel = [
  `<aside id="tramontane-answer" aria-label="Conversation" hidden>`,
  `<header><span>Live: <code id="tramontane-followed"></code></span>`,
  `<button type="button" id="tramontane-close">Close</button></header>`,
  `<div id="tramontane-lines" role="log" tabindex="0"></div>`,
  `</aside>`,
].join("");

/** The page's own script, with the functions of this folder that it calls. */
export function ownScript(): string {
  const functions = [
    ...Object.values(answer),
    fillPlaceholders,
    followedConversation,
    learnPlaceholders,
    missingLines,
  ].join("\n");
  const query = `const followQuery = ${JSON.stringify(followQuery)};`;
  return `{\n${functions}\n${query}\n${pageScript}\n}\n`;
}

/** Banners that name what is not real. */
export function banners({ emulated, sampleMarketData }: PageData): string {
  const says = [
    ...(emulated
      ? [
        "The model is <b>emulated</b>: its answers follow rules. Set MISTRAL_API_KEY for a real one.",
      ]
      : []),
    ...(sampleMarketData
      ? ["Prices are <b>samples</b>, not the market's. Set MARKET_DATA=live for real ones."]
      : []),
  ];
  const unreal = says.length === 0
    ? ""
    : `<div class="tramontane-banner tramontane-unreal" role="note">${says.join(" ")}</div>`;
  return `${unreal}<div class="tramontane-banner" id="tramontane-missing" role="status" hidden></div>`;
}

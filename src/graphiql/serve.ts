import type { GraphiQLOptions } from "graphql-yoga";
import { fingerprint, type Serve, serveStatic } from "../http/static-files.ts";
import { exampleTabs } from "./example-tabs.ts";
import { ownScript, type PageData, pagePolicy, renderPage } from "./page.ts";
import style from "./page.css" with { type: "text" };

/** The path below which the files of the page are served. */
export const filesPath = "/graphiql/";

const graphiql: GraphiQLOptions = {
  title: "Tramontane",
  subscriptionsProtocol: "WS",
  defaultTabs: exampleTabs,
};

/** True for a browser that opens the GraphQL endpoint as a page. */
export const wantsPage = ({ method, headers }: Request): boolean =>
  ["GET", "HEAD"].includes(method) && (headers.get("accept")?.includes("text/html") ?? false) &&
  headers.get("upgrade") === null;

/**
 * GraphiQL's page and its files, from memory: nothing is loaded from elsewhere. They are read (9 MB) at the first
 * request for the page. 404 for another path below `filesPath`.
 */
export function graphiqlServer(deployment: PageData): Serve {
  let files: Promise<ReadonlyMap<string, Serve>> | undefined;
  return async (request) => {
    files ??= loadFiles(deployment).catch((error) => {
      files = undefined;
      throw error;
    });
    const { pathname } = new URL(request.url);
    const path = pathname.startsWith(filesPath) ? pathname : "/graphql";
    const serve = (await files).get(path);
    return serve ? await serve(request) : new Response(null, { status: 404 });
  };
}

async function loadFiles(deployment: PageData): Promise<ReadonlyMap<string, Serve>> {
  const vendor = await import("@graphql-yoga/render-graphiql/graphiql");
  const files = new Map<string, Serve>();
  const add = addTo(files);
  const page = renderPage({
    deployment,
    graphiql,
    icon: add("icon", "svg", icon),
    styles: [add("graphiql", "css", vendor.css), add("page", "css", style)],
    scripts: [add("page", "js", ownScript()), add("graphiql", "js", vendor.js)],
    workers: {
      editorWorkerService: add("editor", "js", vendor.editorWorkerService),
      json: add("json", "js", vendor.jsonWorker),
      graphql: add("graphql", "js", vendor.graphqlWorker),
    },
  });
  const headers = { "content-security-policy": pagePolicy, "referrer-policy": "no-referrer" };
  files.set(
    "/graphql",
    serveStatic({ type: "text/html", text: page, headers }, { immutable: false }),
  );
  return files;
}

const types = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" } as const;

/** Adds a file under a URL that changes with its content, and returns the URL. */
function addTo(files: Map<string, Serve>) {
  return (name: string, ending: keyof typeof types, text: string): string => {
    const path = `${filesPath}${name}.${fingerprint(text)}.${ending}`;
    // The policy of its own file applies to a worker.
    const headers = { "content-security-policy": "default-src 'none'" };
    files.set(path, serveStatic({ type: types[ending], text, headers }, { immutable: true }));
    return path;
  };
}

/** The icon: a gust of wind. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" ` +
  `stroke="#e08a00" stroke-width="2" stroke-linecap="round">` +
  `<path d="M2 5h8a2 2 0 1 0-2-2M2 8h11M2 11h7a2 2 0 1 1-2 2"/></svg>`;

import { bridgeOf } from "../../bridges/mod.ts";

type Target = Pick<Request, "url">;

/** Whether a request is for operations: GraphQL, or a protocol in front of it. */
export function isOperation({ url }: Target): boolean {
  const { pathname } = new URL(url);
  return pathname === "/graphql" || bridgeOf(pathname) !== null;
}

/** Whether a link elsewhere may open the path as a page: it changes nothing, and takes no query from the link. */
export function isPage({ url }: Target): boolean {
  const { pathname, search } = new URL(url);
  if (pathname === "/graphql") return search === "";
  return pathname === "/" || /^\/(?:console(?:\/|$)|research\/|files\/)/.test(pathname);
}

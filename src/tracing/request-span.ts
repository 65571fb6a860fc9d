import { trace } from "@opentelemetry/api";
import { attributes } from "../../telemetry/attributes.ts";
import { isExported } from "../../telemetry/span.ts";

/**
 * Names the span that Deno made of a request by its route. Links to files and reports are secrets, and a query may say
 * what a user asked: both leave the span.
 */
export function nameRequest(method: string, { origin, pathname }: URL): void {
  const span = trace.getActiveSpan();
  if (!isExported(span)) return;
  const route = routeOf(pathname);
  span.updateName(`${method} ${route}`);
  span.setAttributes({
    [attributes.httpRoute]: route,
    [attributes.urlFull]: `${origin}${route}`,
    [attributes.urlPath]: route,
    [attributes.urlQuery]: "",
  });
}

/** Addresses with the parts that differ left out. */
export function routeOf(pathname: string): string {
  if (["/", "/graphql", "/livez", "/readyz"].includes(pathname)) return pathname;
  const [, first = ""] = pathname.split("/");
  if (first === "graphiql") return "/graphiql/{file}";
  return first === "files" || first === "research" ? `/${first}/{link}` : "/{unknown}";
}

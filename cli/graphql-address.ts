import type { Text } from "./command/command.ts";

/** The GraphQL address of `url`, with `/graphql` where it has no path. Null: it is not an HTTP address. */
export function graphqlAddress(url: string): string | null {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.pathname === "/") address.pathname = "/graphql";
  return address.href;
}

/** The address of the console of the API at a GraphQL address. */
export const consoleAddress = (graphql: string): string => new URL("/console", graphql).href;

/** The option of commands that work at a server other than the start of this folder. */
export const serverOption = {
  type: "text",
  example: "http://127.0.0.1:4000/graphql",
  description: "GraphQL address of another server",
  read: graphqlAddress,
} as const satisfies Text;

/** The GraphQL address of `url`, with `/graphql` where it has no path. Null: it is not an HTTP address. */
export function graphqlAddress(url: string): string | null {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.pathname === "/") address.pathname = "/graphql";
  return address.href;
}

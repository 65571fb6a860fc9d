/** The address of the graph that `url` names: `/graphql` where it names a server alone. Null: it is no http address. */
export function graphqlAddress(url: string): string | null {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.pathname === "/") address.pathname = "/graphql";
  return address.href;
}

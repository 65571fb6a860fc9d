import { type Client as ApiClient, createClient } from "@tramontane/client";
import { keys, schema } from "@tramontane/client/graphcache";
import { urqlSubscriptions } from "@tramontane/client/urql";
import { type Client, createClient as createUrql, fetchExchange, subscriptionExchange } from "urql";
import { cacheExchange } from "@urql/exchange-graphcache";

/** Where operations go: the console uses the public GraphQL API only. */
export const endpoint = "/graphql";

/** The two faces of one connection: live stores follow streams, urql answers queries from its cache. */
export interface Api {
  readonly client: ApiClient;
  readonly urql: Client;
}

/**
 * Creates the clients of the page. Both share one WebSocket. `token`: the bearer token of the session; null: the API needs
 * none.
 */
export function createApi(token: (() => string) | null): Api {
  const client = createClient({ url: endpoint, ...(token && { token }) });
  const urql = createUrql({
    url: endpoint,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetchOptions: () => token ? { headers: { authorization: `Bearer ${token()}` } } : {},
    exchanges: [
      cacheExchange({ keys, schema }),
      subscriptionExchange({ forwardSubscription: urqlSubscriptions({ client }) }),
      fetchExchange,
    ],
  });
  return { client, urql };
}

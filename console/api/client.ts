import { type Client as ApiClient, createClient } from "@tramontane/client";
import type { Session } from "../session/session.ts";
import { sessionClient } from "../session/session-client.ts";
import { keys, schema } from "@tramontane/client/graphcache";
import { urqlSubscriptions } from "@tramontane/client/urql";
import {
  type Client,
  createClient as createUrql,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
} from "urql";
import { cacheExchange } from "@urql/exchange-graphcache";

/** Where operations go: the console uses the public GraphQL API only. */
export const endpoint = "/graphql";

/** The two faces of one connection: live stores follow streams, urql answers queries from its cache. */
export interface Api {
  readonly client: ApiClient;
  readonly urql: Client;
}

/** Creates the clients of the page. Both share one WebSocket and the token of the session; a refused token ends it. */
export function createApi(session: Session): Api {
  const needsToken = session.get() !== "open";
  const signIn = session.signIns();
  const own = createClient({ url: endpoint, ...(needsToken && { token: session.token }) });
  const client = needsToken ? sessionClient(own, session) : own;
  const urql = createUrql({
    url: endpoint,
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    ...(needsToken && { fetch: fetchAs(session) }),
    exchanges: [
      mapExchange({
        onError: ({ response, graphQLErrors }) => {
          const codes = graphQLErrors.map(({ extensions }) => extensions?.["code"]);
          if (response?.status === 401 || codes.includes("UNAUTHENTICATED")) session.end(signIn);
        },
      }),
      cacheExchange({ keys, schema }),
      subscriptionExchange({ forwardSubscription: urqlSubscriptions({ client }) }),
      fetchExchange,
    ],
  });
  return { client, urql };
}

/** `fetch` with the session's token, renewed where it ends soon. */
function fetchAs(session: Session): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${await session.token()}`);
    return await fetch(input, { ...init, headers });
  };
}

import * as client from "../../clients/client/mod.ts";
import { withDotenv } from "../config/dotenv.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { tokenOf } from "./token.ts";

/** The `request` of the client library, with the token of `TRAMONTANE_TOKEN`. */
export const request: typeof client.request = async (options, query, variables) => {
  const given = typeof options === "string" ? { url: options } : options;
  const token = await currentToken();
  const headers = { ...given.headers, ...(token && { authorization: `Bearer ${token}` }) };
  return await client.request({ ...given, headers }, query, variables).catch((error) => {
    throw withAdvice(error);
  });
};

/** The `follow` of the client library, with that token at each connection. */
export const follow: typeof client.follow = (options, subscription) => {
  const connectionParams = async () => {
    const token = await currentToken();
    return token === null ? {} : { token };
  };
  return client.follow({ connectionParams, ...options }, subscription);
};

/** The refusal of a token with the variable to set. */
function withAdvice(error: unknown): unknown {
  const isRefusal = error instanceof client.RequestError && error.code === "UNAUTHENTICATED";
  if (!isRefusal) return error;
  const message = "The API needs a valid token; set TRAMONTANE_TOKEN to an API key or a token.";
  return new client.RequestError(error.code, message, {
    ...{ retryable: false, status: error.status, cause: error },
  });
}

async function currentToken(): Promise<string | null> {
  return tokenOf(await withDotenv(Deno.env.toObject(), repositoryRoot), Deno.readTextFileSync);
}

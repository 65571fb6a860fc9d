import { request, RequestError } from "@tramontane/client";

/** Longest wait for the API, ms. */
const withinMs = 15_000;

/** Why the API does not accept a token, in words; null: it does. */
export async function checkToken(token: string): Promise<string | null> {
  if (token === "") return "Enter an API key.";
  // A header has no other characters; the browser would throw.
  if (!/^[\x21-\x7e]+$/.test(token)) return "A key has no blanks and no letters like ä.";
  try {
    await request({ url: "/graphql", token: () => token, withinMs }, "{ viewer { subject } }");
    return null;
  } catch (error) {
    if (error instanceof RequestError && error.code === "UNAUTHENTICATED") {
      return "The API does not accept this key: it is wrong, expired or revoked.";
    }
    return error instanceof Error ? error.message : String(error);
  }
}

import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** What a client of a test can do, and as whom it calls. */
export interface TestClientOptions {
  token?: string;
  headers?: Record<string, string>;
  /** Answers forms; without it the client shows none. */
  onForm?: (message: string) => FormAnswer;
}

/** The answer of a user to a form. */
export interface FormAnswer {
  action: "accept" | "decline" | "cancel";
  content?: Record<string, string>;
}

/** The address of the agents of an API, by that of its GraphQL. */
export const agentsUrl = (graphql: string): URL => new URL("/mcp/agents", graphql);

/** A client of the current line, connected to the agents. */
export async function connectAgents(
  graphql: string,
  { token, headers, onForm }: TestClientOptions = {},
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, {
    versionNegotiation: { mode: "auto" },
    ...(onForm && { capabilities: { elicitation: { form: {} } } }),
  });
  if (onForm) {
    client.setRequestHandler("elicitation/create", ({ params }) => ({ ...onForm(params.message) }));
  }
  const sent = { ...(token && { authorization: `Bearer ${token}` }), ...headers };
  await client.connect(
    new StreamableHTTPClientTransport(agentsUrl(graphql), { requestInit: { headers: sent } }),
  );
  return client;
}

/** The texts of a result, joined. */
export const textIn = ({ content }: { content: { type: string; text?: string }[] }): string =>
  content.map(({ text }) => text ?? "").join("\n");

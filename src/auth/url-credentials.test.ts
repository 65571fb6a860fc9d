import assert from "node:assert/strict";
import { test } from "node:test";
import { readTicketFor } from "../../protocol/auth/stream-ticket.ts";
import { refuseTokenInUrl, ticketOf, tokenParameter } from "./url-credentials.ts";

const url = (query: string) => new URL(`http://127.0.0.1/graphql?${query}`);
const events = { accept: "text/event-stream" };
const ticket = `tmst_${"a".repeat(43)}`;

test("a parameter that is named like a token, or looks like one, is found", () => {
  for (
    const query of [
      ...["token=x", "access_token=x", "API_KEY=x", "query=%7Ba%7D&jwt=x"],
      ...["t=tmk_1_2_3", "x=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "x=Bearer+tmk_1"],
    ]
  ) assert.notEqual(tokenParameter(url(query)), null, query);
});

test("the parameters of GraphQL and a ticket are none", () => {
  assert.equal(tokenParameter(url(`query=%7B+token+%7D&variables=%7B%7D&ticket=${ticket}`)), null);
});

test("the refusal names the parameter and not its value", async () => {
  const refused = refuseTokenInUrl(new Request(url("token=secret")));
  assert.equal(refused?.status, 400);
  const text = await refused?.text() ?? "";
  assert.match(text, /parameter token/);
  assert.doesNotMatch(text, /secret/);
});

test("a ticket of an event stream is a credential of exactly its operation", () => {
  const asked = (query: string, variables: string) => {
    const parameters = new URLSearchParams({ query, variables, ticket });
    return ticketOf(new Request(url(`${parameters}`), { headers: events })) as string;
  };
  const one = readTicketFor(asked("subscription { a }", '{"id":"1"}'));
  assert.equal(one?.ticket, ticket);
  assert.notEqual(
    one?.operation,
    readTicketFor(asked("subscription { a }", '{"id":"2"}'))?.operation,
  );
  assert.notEqual(
    one?.operation,
    readTicketFor(asked("subscription { b }", '{"id":"1"}'))?.operation,
  );
});

test("a ticket in another request, or of another form, is 400", () => {
  const other = [
    new Request(url(`ticket=${ticket}`)),
    new Request(url(`ticket=${ticket}`), { method: "POST", headers: events }),
    new Request(url("ticket=short"), { headers: events }),
  ];
  for (const request of other) assert.equal((ticketOf(request) as Response).status, 400);
  assert.equal(ticketOf(new Request(url("query=x"), { headers: events })), null);
});

test("a ticket opens nothing at a bridge, whose operations it does not name", () => {
  for (const path of ["/bridges/openai/v1/conversations/conv_1", "/mcp/agents", "/graphql/"]) {
    for (const variables of ["{}", "{"]) {
      const parameters = new URLSearchParams({ ticket, query: "subscription { a }", variables });
      const request = new Request(`http://127.0.0.1${path}?${parameters}`, { headers: events });
      const refused = ticketOf(request);
      assert.equal(refused instanceof Response && refused.status, 400, path);
    }
  }
});

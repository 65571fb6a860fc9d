import { GraphQLError } from "graphql";
import { startStreamServer, type StreamServer } from "../../testing/stream-server.ts";
import { FakeConversation } from "./fake-conversation.ts";
import { openTurn } from "./fake-events.ts";

/** A request that the API has received. */
export interface Received {
  operation: string;
  variables: Record<string, unknown>;
}

type Answer = { data?: unknown; errors?: unknown };

/** An API over HTTP and WebSocket with conversations that a test writes. */
export interface FakeApi extends AsyncDisposable {
  url: string;
  server: StreamServer;
  /** Requests over HTTP, also of those that were not answered. */
  received: Received[];
  conversation(id: string): FakeConversation;
  /** Answers of operations by their names, in place of the usual ones. */
  answers: Map<
    string,
    (variables: Record<string, unknown>) => Answer | Promise<Answer>
  >;
  /** Answers `sendMessage`: stores the message once. */
  send(variables: Record<string, unknown>): Answer;
  /** False: requests get no answer, and sockets are closed. */
  isUp: boolean;
  /** Closes all sockets. */
  cut(): void;
}

/** Starts it. `sendMessage` stores each message once, as the event of a new turn. */
export function startFakeApi(): FakeApi {
  const conversations = new Map<string, FakeConversation>();
  const api: Omit<FakeApi, "url" | "server"> = {
    received: [],
    conversation(id) {
      const known = conversations.get(id) ?? new FakeConversation(id);
      conversations.set(id, known);
      return known;
    },
    answers: new Map(),
    send: ({ input }) => ({ data: { result: send(api, input as SendInput) } }),
    isUp: true,
    cut: () => server.sockets.forEach((socket) => socket.close(1012)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
  const server = startStreamServer(
    (given) => follow(api.conversation, given as unknown as Followed),
    (_, socket) => api.isUp || socket.close(1012),
    undefined,
    async (request) => {
      const { query, variables } = await request.json();
      const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
      api.received.push({ operation, variables });
      if (!api.isUp) return new Response("down", { status: 503 });
      const answer = await (api.answers.get(operation) ?? usual(api, operation))(variables);
      return api.isUp ? Response.json(answer) : new Response("down", { status: 503 });
    },
  );
  return Object.assign(api, { url: server.url, server });
}

interface Followed {
  /** Without one: the stream of all approvals, and with a filter the feed. */
  id?: string;
  filter?: unknown;
  after: string | null;
  deltas?: boolean;
}

function follow(
  conversation: FakeApi["conversation"],
  {
    filter,
    id = filter === undefined ? "approvals" : "feed",
    after,
    deltas = true,
  }: Followed,
) {
  const found = conversation(id);
  if (after !== null && Number(after.split(":").at(-1)) < found.firstKept - 1) {
    return [
      new GraphQLError("gone", {
        extensions: { code: "CURSOR_EXPIRED", retryable: false },
      }),
    ];
  }
  return answers(found.stream(after, deltas));
}

async function* answers(events: AsyncGenerator<unknown>) {
  for await (const event of events) yield { data: { event } };
}

function usual(api: Pick<FakeApi, "conversation" | "send">, operation: string) {
  return (variables: Record<string, unknown>): Answer => {
    if (operation === "ConversationPage") {
      return {
        data: { conversation: api.conversation(String(variables.id)).page() },
      };
    }
    if (operation === "StoreSend") return api.send(variables);
    const extensions = { code: "NO_ANSWER", retryable: false };
    return {
      errors: [{ message: `the test answers no ${operation}`, extensions }],
    };
  };
}

interface SendInput {
  conversationId: string;
  idempotencyKey: string;
  content: { text: string }[];
}

function send(
  api: Pick<FakeApi, "conversation">,
  { conversationId, idempotencyKey, content }: SendInput,
) {
  const conversation = api.conversation(conversationId);
  const turn = `turn-${idempotencyKey}`;
  const replayed = conversation.entries.has(`${turn}-user`);
  const text = content.map((part) => part.text).join("");
  if (!replayed) openTurn(conversation, { turn, text, key: idempotencyKey });
  const sent = { replayed, turn: { id: turn }, entry: { id: `${turn}-user` } };
  return { __typename: "SendMessagePayload", ...sent };
}

/** A tool that the model requests. */
export interface ToolRequest {
  id: string;
  name: string;
  json: string;
}

/** What an answer of the provider says. */
export interface Answer {
  conversation: string;
  text: string;
  requests: ToolRequest[];
}

/** Reads a stream of the provider to its end; `onText` gets each piece of text. */
export async function readAnswer(
  body: ReadableStream<Uint8Array>,
  onText: (text: string) => void,
): Promise<Answer> {
  const answer: Answer = { conversation: "", text: "", requests: [] };
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of body) {
    const frames = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const at = frame.indexOf("data: ");
      if (at >= 0) take(answer, JSON.parse(frame.slice(at + 6)), onText);
    }
  }
  return answer;
}

interface Frame {
  type: string;
  conversation_id?: string;
  content?: unknown;
  tool_call_id?: string;
  name?: string;
  arguments?: string;
}

function take(answer: Answer, frame: Frame, onText: (text: string) => void) {
  if (frame.type === "conversation.response.started") {
    answer.conversation = frame.conversation_id ?? "";
  }
  if (frame.type === "message.output.delta" && typeof frame.content === "string") {
    answer.text += frame.content;
    onText(frame.content);
  }
  if (frame.type !== "function.call.delta") return;
  const { tool_call_id: id = "", name = "", arguments: json = "" } = frame;
  const known = answer.requests.find((request) => request.id === id);
  if (known) known.json += json;
  else answer.requests.push({ id, name, json });
}

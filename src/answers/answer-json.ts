import type { ExecutionResult } from "graphql";

/** An answer without errors whose JSON was made once for all subscribers to whom it is sent. */
export class JsonAnswer implements ExecutionResult {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }

  /** Parsed when it is read: transports send the JSON. */
  get data(): ExecutionResult["data"] {
    return JSON.parse(this.json).data;
  }

  toJSON(): unknown {
    return JSON.parse(this.json);
  }
}

/** The same answer with its JSON; unchanged with errors, which are masked for each subscriber. */
export function withJson(answer: ExecutionResult): ExecutionResult {
  return answer.errors ? answer : new JsonAnswer(JSON.stringify(answer));
}

/** The JSON of an answer. */
export function answerJson(answer: object): string {
  return answer instanceof JsonAnswer ? answer.json : JSON.stringify(answer);
}

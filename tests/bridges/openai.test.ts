// The bridge for OpenAI's clients, with OpenAI's own packages for Node and Python, on one stack.
import "./openai-responses.ts";
import "./openai-approvals.ts";
import "./openai-chat.ts";
import "./openai-errors.ts";
import "./openai-python.ts";
import "./openai-kills.ts";

import { z } from "zod";
import { readJson } from "../json-body.ts";
import { rpcError } from "./rpc-error.ts";

const message = z.looseObject({ method: z.string().max(200).optional() });
type Message = z.infer<typeof message>;

/**
 * The message of a request, or its refusal. Batches are refused: revision 2025-06-18 removed them, and one could open a
 * hundred turns. So are streams of changes: the server reports none, and an idle one would be a stream without limits.
 */
export async function readMessage(request: Request): Promise<Message | Response> {
  const { value, fault } = await readJson(request, z.union([message, z.array(z.unknown())]));
  if (fault !== undefined) return rpcError(400, { code: "BAD_REQUEST", message: fault });
  if (Array.isArray(value)) return rpcError(400, { code: "BAD_REQUEST", message: noBatches });
  if (value.method === "subscriptions/listen") {
    return rpcError(400, { code: "NOT_SUPPORTED", message: "This server reports no changes." });
  }
  return value;
}

const noBatches = "Send one message in each request: batches are not supported.";

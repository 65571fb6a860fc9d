import { useParameter } from "../../app/address.ts";
import { type DeliveryState, stateOf } from "./describe.ts";

/** The state of the deliveries that are shown, which is in the address; null: of all. */
export function useDeliveryState(): [DeliveryState | null, (state: DeliveryState | null) => void] {
  const [text, setText] = useParameter("state");
  return [stateOf(text), (state) => setText(state)];
}

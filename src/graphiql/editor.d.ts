/** The text of editor.js. Deno knows it from `with { type: "text" }`; this is for the compiler that the gate uses. */
declare const text: string;
export default text;

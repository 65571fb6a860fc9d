/** Freeing a smaller chunk costs more memory than it returns, bytes. */
const minBytes = 1_024;

/**
 * Frees the memory of a chunk that was read from a connection at once, unless the chunk shares it. This memory is
 * outside of the heap, and the garbage collector does not run while only such memory grows.
 */
export function freeChunk(chunk: Uint8Array): void {
  if (chunk.length < minBytes) return;
  const { buffer } = chunk;
  if (!(buffer instanceof ArrayBuffer) || buffer.detached) return;
  if (buffer.byteLength === chunk.length) buffer.transfer(0);
}

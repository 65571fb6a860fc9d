/** Freeing a smaller chunk costs more memory than it returns, bytes. */
const leastBytes = 1_024;

/**
 * Frees the memory of a chunk that was read from a connection at once, unless the chunk shares it. This memory is
 * outside of the heap, and the garbage collector does not run while only such memory grows.
 */
export function freeChunk(piece: Uint8Array): void {
  if (piece.length < leastBytes) return;
  const { buffer } = piece;
  if (!(buffer instanceof ArrayBuffer) || buffer.detached) return;
  if (buffer.byteLength === piece.length) buffer.transfer(0);
}

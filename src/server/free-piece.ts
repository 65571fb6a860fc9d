/**
 * Gives the memory of a piece that was read from a connection back at once, where the piece has it for itself. It lies
 * outside the heap, and nothing makes the garbage collector run while only such memory grows.
 */
export function freePiece(piece: Uint8Array): void {
  const { buffer } = piece;
  if (!(buffer instanceof ArrayBuffer) || buffer.detached) return;
  if (buffer.byteLength === piece.length) buffer.transfer(0);
}

/**
 * Reading typed arrays under `noUncheckedIndexedAccess`: out of bounds is 0. One function for each type of array, so
 * that the engine compiles each to a plain load.
 */

export function u8(array: Uint8Array, i: number): number {
  return array[i] ?? 0;
}

export function u16(array: Uint16Array, i: number): number {
  return array[i] ?? 0;
}

export function i32(array: Int32Array, i: number): number {
  return array[i] ?? 0;
}

export function f32(array: Float32Array, i: number): number {
  return array[i] ?? 0;
}

/** The code unit at an offset; 0 outside the text, where `charCodeAt` answers NaN and makes all that rests on it a floating-point number. */
export function unitAt(text: string, i: number): number {
  return i >= 0 && i < text.length ? text.charCodeAt(i) : 0;
}

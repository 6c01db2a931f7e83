/** The part of k6 that the scripts use. k6 runs them itself and has these modules inside; no package is installed for their types. */
declare const __ENV: Readonly<Record<string, string>>
declare function open(file: string): string
declare function open(file: string, mode: 'b'): ArrayBuffer

declare module 'k6' {
  export function sleep(seconds: number): void
}

declare module 'k6/data' {
  export class SharedArray<T> extends Array<T> {
    constructor(name: string, make: () => T[])
  }
}
declare module 'k6/execution' {
  /** `startTime` in milliseconds since 1970. */
  export const scenario: { readonly iterationInTest: number; readonly startTime: number }
}
declare module 'k6/metrics' {
  export class Trend {
    constructor(name: string, isTime: boolean)
    add(value: number): void
  }
  export class Counter {
    constructor(name: string)
    add(value: number): void
  }
}
declare module 'k6/http' {
  type Sent = { readonly headers: Readonly<Record<string, string>>; readonly responseType?: 'text' | 'none' }
  type Expected = { readonly expected: readonly number[] }
  export type Answer = {
    readonly status: number
    readonly body: string | null
    readonly headers: Readonly<Record<string, string | undefined>>
    readonly timings: { readonly duration: number }
  }
  export function post(url: string, body: string, sent: Sent): Answer
  export function put(url: string, body: ArrayBuffer, sent: Sent): Answer
  export function get(url: string, sent: Sent): Answer
  export function expectedStatuses(...statuses: number[]): Expected
  export function setResponseCallback(expected: Expected): void
}

/** The part of k6 that the scripts use. k6 runs them itself and has these modules inside; no package is installed for their types. */
declare const __ENV: Readonly<Record<string, string>>
declare function open(file: string): string

declare module 'k6/data' {
  export class SharedArray<T> extends Array<T> {
    constructor(name: string, make: () => T[])
  }
}
declare module 'k6/execution' {
  export const scenario: { readonly iterationInTest: number }
}
declare module 'k6/http' {
  type Sent = { readonly headers: Readonly<Record<string, string>> }
  type Expected = { readonly expected: readonly number[] }
  export function post(url: string, body: string, sent: Sent): { readonly status: number }
  export function expectedStatuses(...statuses: number[]): Expected
  export function setResponseCallback(expected: Expected): void
}

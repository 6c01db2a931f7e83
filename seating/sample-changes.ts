/** Every place in a JSON value where something can be changed, with a few changes for each. `put` rebuilds the whole around the change. */
export function* changesOf(value: unknown, put: (other: unknown) => unknown): Generator<unknown> {
  if (typeof value === 'string') {
    yield put(`${value}0`)
    yield put(value.replace(/[0-9a-f]/, (digit) => (digit === '1' ? '2' : '1')))
  }
  if (typeof value === 'number') yield put(value + 1)
  if (typeof value === 'boolean') yield put(!value)
  if (Array.isArray(value)) {
    if (value.length > 1) yield put([...value.slice(1), value[0]])
    if (value.length > 0) yield put(value.slice(1))
    yield put([...value, value[0] ?? 'x'])
    for (const [at, one] of value.entries()) yield* changesOf(one, (other) => put(value.toSpliced(at, 1, other)))
  } else if (typeof value === 'object' && value !== null) {
    yield put({ ...value, extra: 1 })
    yield put({ '': 1, ...value })
    for (const [key, one] of Object.entries(value)) {
      yield put(Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)))
      yield* changesOf(one, (other) => put({ ...value, [key]: other }))
    }
  }
}

import { expect, test } from 'vitest'
import { judgeOffset } from './upload.ts'

const upload = { length: 1000, received: 400, pieces: 119 }

test.each([
  { offset: 400, declared: 600, becomes: undefined, because: 'exactly the rest' },
  { offset: 400, declared: undefined, becomes: undefined, because: 'a body that does not say how long it is' },
  { offset: 400, declared: 601, becomes: 'upload_too_long', because: 'a byte more than was announced' },
  { offset: 399, declared: 10, becomes: 'upload_offset_wrong', because: 'a byte that is here already' },
  { offset: 401, declared: 10, becomes: 'upload_offset_wrong', because: 'a byte left out' },
])('第八条 – $because', ({ offset, declared, becomes }) => {
  expect(judgeOffset(upload, offset, declared)).toBe(becomes)
})

test('第八条 – so many pieces and no more; one that is whole is asked for nothing', () => {
  expect(judgeOffset({ ...upload, pieces: 120 }, 400, 10)).toBe('upload_in_too_many_pieces')
  expect(judgeOffset({ length: 1000, received: 1000, pieces: 120 }, 1000, 0)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { known } from '../foundation/invariant.ts'
import { boundedRoom } from './upload-room.ts'

test('no more than the room holds, all of it again when somebody leaves', () => {
  const room = boundedRoom({ bytes: 100, each: 5 })
  const [one, two] = [known(room.enter('甲'), 'a place'), known(room.enter('乙'), 'a place')]
  expect([one.take(60), two.take(40), two.take(1)]).toEqual([true, true, false])
  one.release()
  one.release()
  expect(one.take(1)).toBe(false)
  expect([two.take(60), two.take(1)]).toEqual([true, false])
  two.give(30)
  expect([two.take(31), two.take(30)]).toEqual([false, true])
  two.give(1000)
  two.release()
  two.give(1)
  const three = known(room.enter('丙'), 'a place')
  expect([three.take(100), three.take(1)]).toEqual([true, false])
})

test('one person sends a few at once, others are not kept out by it', () => {
  const room = boundedRoom({ bytes: 100, each: 2 })
  const first = known(room.enter('甲'), 'a place')
  expect([room.enter('甲'), room.enter('甲'), room.enter('乙')].map((place) => place !== undefined)).toEqual([true, false, true])
  first.release()
  expect(room.enter('甲')).toBeDefined()
})

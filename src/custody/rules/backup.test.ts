import { expect, test } from 'vitest'
import { judgeBackup } from './backup.ts'

const spare = { kind: 'backup', roomId: null, state: 'at_site' } as const
const withdrawn = { withdrawn: true }
const living = { withdrawn: false }

test.each([
  { because: 'the room lost its package', spare, inRoom: [withdrawn], becomes: 'accepted' },
  { because: 'the first backup was withdrawn too', spare, inRoom: [withdrawn, withdrawn], becomes: 'accepted' },
  { because: 'the room still has its own', spare, inRoom: [living], becomes: 'room_has_its_package' },
  { because: 'a backup was given to it already', spare, inRoom: [withdrawn, living], becomes: 'room_has_its_package' },
  { because: 'the room sits another paper', spare, inRoom: [], becomes: 'room_of_another_paper' },
  { because: 'a package of a room is no backup', spare: { ...spare, kind: 'papers' }, inRoom: [withdrawn], becomes: 'not_a_backup' },
  { because: 'this backup has its room', spare: { ...spare, roomId: 'room' }, inRoom: [withdrawn], becomes: 'not_a_backup' },
  {
    because: 'this backup is frozen itself',
    spare: { ...spare, state: 'frozen' as const },
    inRoom: [withdrawn],
    becomes: 'package_frozen',
  },
])('R-WK-08 – $because: $becomes', ({ spare, inRoom, becomes }) => {
  const judged = judgeBackup(spare, inRoom)
  expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
})

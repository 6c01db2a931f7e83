import type { Text } from '../web/locale.ts'

const places: Readonly<Record<number, Text>> = { 1: { zh: '前监考', en: 'front' }, 2: { zh: '后监考', en: 'back' } }
export const placeWords = (place: number): Text => places[place] ?? { zh: `监考${place}`, en: `place ${place}` }

/** What an invigilator is told when the lot has fallen. */
export const dutyMessage = (exam: string) => (site: string, room: string, place: number) => ({
  subject: { zh: '监考抽签结果', en: 'Your post as invigilator' } satisfies Text,
  body: {
    zh: `“${exam}”：您被抽定在${site}${room}，岗位：${placeWords(place).zh}。请佩戴监考证到岗，并向主考签到。`,
    en: `“${exam}”: the lot has placed you at ${site}, ${room}, ${placeWords(place).en}. Wear your badge and report to the chief examiner.`,
  } satisfies Text,
})

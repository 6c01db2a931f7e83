import type { Arranged } from './arrange.ts'
import type { Office, TestPerson } from './office.ts'

/** Trained invigilators of a school that neither organises nor recruits, appointed for the exam. They are not in the pool yet. */
export async function arrangePool(
  office: Office,
  { examId, examOffice }: Pick<Arranged, 'examId' | 'examOffice'>,
  many: number,
): Promise<TestPerson[]> {
  const people: TestPerson[] = []
  for (let index = 0; index < many; index++) {
    const person = await office.officer('invigilator', { examId, ownUnit: `市第${(index % 4) + 2}中学` })
    people.push(person)
    await office.admin`
      insert into trainings (exam_id, account_id, kind, trained_on, entered_by)
      values (${examId}, ${person.accountId}, 'invigilation', ${office.now().toZonedDateTimeISO(office.authority.timeZone).toPlainDate().toString()}, ${examOffice.accountId})`
  }
  return people
}

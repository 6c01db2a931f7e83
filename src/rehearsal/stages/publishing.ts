import { done, officer, type World } from '../world.ts'

type Draft = { readonly draftId: string; readonly snapshotHash: string; readonly rows: number }

/** One person drafts a list, another approves it by its hash, and its seven days begin. */
export async function publishList(
  world: World,
  examId: string,
  draftPath: string,
  drafter: 'exam_office' | 'certificate_clerk' = 'exam_office',
): Promise<{ rows: number; publicationId: string }> {
  const { draftId, snapshotHash, rows } = await done(
    officer(world, drafter).post<Draft>(`/api/exams/${examId}${draftPath}`, {}),
    `drafting ${draftPath}`,
  )
  const approved = await done(
    officer(world, 'section_head').post<{ publicationId: string }>(`/api/exams/${examId}/publications/drafts/${draftId}/approval`, {
      snapshotHash,
    }),
    `approving ${draftPath}`,
  )
  return { rows, publicationId: approved.publicationId }
}

/** The officers' board of public lists; the exam as the address names it. */
export const boardPath = (examId: string | undefined): string => `/exams/${examId}/publicity`

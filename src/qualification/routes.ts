import { command, type Endpoint, query, sharedEndpoint } from '../http/endpoint.ts'
import { upload } from '../http/upload-endpoint.ts'
import { registrationRefusals } from '../registration/refusals.ts'
import { limitsOf } from '../registration/upload-material.ts'
import { AnswerSupplement, answerSupplement, maySupply, SupplyMaterial, supplyMaterial } from './answer-supplement.ts'
import { AskSupplement, askSupplement } from './ask-supplement.ts'
import { CloseDay, closeDay } from './close-day.ts'
import { CountPosts, countPosts } from './count-posts.ts'
import { DecideByDeputy, DecideBySection, decideByDeputy, decideBySection } from './decide-dispute.ts'
import { GiveOpinion, giveOpinion } from './give-opinion.ts'
import { OpenPhase, openPhase } from './open-phase.ts'
import { ReadDay, ReadDays, readDay, readDays } from './read-days.ts'
import { ReadMine, readMine } from './read-mine.ts'
import { ConfirmReading, confirmReading } from './read-notice.ts'
import { ListDisputes, ListReviews, listDisputes, listReviews, ReadDecision, ReadReview, readDecision, readReview } from './read-reviews.ts'
import { AnswerReferral, answerReferral, ReferCase, referCase } from './refer-case.ts'
import { qualificationRefusals as refusals } from './refusals.ts'
import { ConfirmReversal, confirmReversal, ProposeReversal, proposeReversal } from './reverse-decision.ts'
import { TakeNext, takeNextCase } from './take-case.ts'

const file = '/exams/:examId/reviews/:phase/:applicationId'

export const qualificationEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/reviews/opening', 'Begin the review before the exam', OpenPhase, openPhase, refusals),
  command('/exams/:examId/reviews/reading', 'State to have studied the exam document', ConfirmReading, confirmReading, refusals),
  command('/exams/:examId/reviews/next', 'Take the next file of the own unit', TakeNext, takeNextCase, refusals),
  query('/exams/:examId/reviews/:phase', 'Files of the own unit', ListReviews, listReviews, refusals),
  query(file, 'One file: form, papers, what the document asks', ReadReview, readReview, refusals),
  command(`${file}/opinions`, 'Give an opinion', GiveOpinion, giveOpinion, refusals),
  command(`${file}/supplement`, 'Tell the candidate once all that is missing', AskSupplement, askSupplement, refusals),
  command(`${file}/referrals`, 'Ask the lead or an authority', ReferCase, referCase, refusals),
  command('/exams/:examId/referrals/:referralId/answer', 'Record the answer to a referral', AnswerReferral, answerReferral, refusals),
  query('/exams/:examId/disputes', 'Disputes with both opinions', ListDisputes, listDisputes, refusals),
  command(`${file}/section-decision`, 'Decision of the section on a dispute', DecideBySection, decideBySection, refusals),
  command(`${file}/deputy-decision`, 'Decision of the deputy director', DecideByDeputy, decideByDeputy, refusals),
  query(`${file}/decision`, 'The decision on a file and an open reversal', ReadDecision, readDecision, refusals),
  command(`${file}/reversals`, 'Report an error of the review', ProposeReversal, proposeReversal, refusals),
  command('/exams/:examId/reversals/:reversalId/confirmation', 'Confirm or reject a reversal', ConfirmReversal, confirmReversal, refusals),
  query('/exams/:examId/reconciliations', 'Days of the registration window', ReadDays, readDays, refusals),
  query('/exams/:examId/reconciliations/:day', 'One day by the records', ReadDay, readDay, refusals),
  command('/exams/:examId/reconciliations/:day/closing', 'Close a day whose numbers agree', CloseDay, closeDay, refusals, {
    bodyBytes: 5 * 1024 * 1024,
  }),
  upload(
    `${file}/materials/:kind`,
    'Upload a paper the notice asked for',
    {
      schema: SupplyMaterial,
      bodyBytes: ({ kind }) => limitsOf(kind).bytes,
      tooLarge: 'file_too_large',
      before: maySupply,
      run: supplyMaterial,
    },
    { ...registrationRefusals, ...refusals },
  ),
  command(`${file}/completion`, 'Say that everything asked for is there', AnswerSupplement, answerSupplement, refusals),
  sharedEndpoint('/public/exams/:examId/counts', 'How many have applied for each post, and passed', CountPosts, countPosts, refusals),
  query('/my/reviews', 'Where my own reviews stand', ReadMine, readMine, refusals),
]

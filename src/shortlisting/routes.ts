import { command, type Endpoint, query } from '../http/endpoint.ts'
import { BackfillPlace, backfillPlace } from './backfill-place.ts'
import { CloseShortlists, closeShortlists } from './close-shortlists.ts'
import { ConfirmTie, confirmTie, DecideTie, decideTie } from './decide-tie.ts'
import { GiveUpPlace, giveUpPlace } from './give-up-place.ts'
import { MakeShortlists, makeShortlists } from './make-shortlists.ts'
import { PublishReReview, publishReReview } from './publish-re-review.ts'
import { PublishWrittenScores, publishWrittenScores } from './publish-written-scores.ts'
import { ReadMyPlace, ReadShortlist, ReadShortlists, readMyPlace, readShortlist, readShortlists } from './read-shortlists.ts'
import { shortlistingRefusals as refusals } from './refusals.ts'
import { SettlePlaces, settlePlaces } from './settle-places.ts'

export const shortlistingEndpoints: readonly Endpoint[] = [
  command('/exams/:examId/written-scores/draft', 'Draft the list of written scores', PublishWrittenScores, publishWrittenScores, refusals),
  command(
    '/exams/:examId/shortlists',
    'Compute and freeze who enters the re-review of each post',
    MakeShortlists,
    makeShortlists,
    refusals,
  ),
  command('/exams/:examId/shortlists/outcomes', 'Take over the outcomes of the re-review', SettlePlaces, settlePlaces, refusals),
  command(
    '/exams/:examId/shortlists/places/:applicationId/backfill',
    'Call the next by written score into a vacancy',
    BackfillPlace,
    backfillPlace,
    refusals,
  ),
  command('/exams/:examId/shortlists/closing', 'Close the re-review: no backfill afterwards', CloseShortlists, closeShortlists, refusals),
  command('/exams/:examId/re-review/draft', 'Draft the list of those who passed the re-review', PublishReReview, publishReReview, refusals),
  command('/exams/:examId/positions/:positionId/tie-decisions', 'Decide the order of equals', DecideTie, decideTie, refusals),
  command('/exams/:examId/tie-decisions/:decisionId/confirmation', 'Confirm the decided order of equals', ConfirmTie, confirmTie, refusals),
  query('/exams/:examId/shortlists', 'Where the re-review of each post stands', ReadShortlists, readShortlists, refusals),
  query(
    '/exams/:examId/positions/:positionId/shortlist',
    'The ladder of one post with its line and ledger',
    ReadShortlist,
    readShortlist,
    refusals,
  ),
  command('/my/exams/:examId/place/giving-up', 'Give one’s place in the re-review up', GiveUpPlace, giveUpPlace, refusals),
  query('/my/exams/:examId/place', 'One’s own written score, rank and place, with the reasons', ReadMyPlace, readMyPlace, refusals),
]

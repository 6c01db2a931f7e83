import { command, type Endpoint, publicEndpoint, query } from '../http/endpoint.ts'
import { ApprovePublication, approvePublication } from './approve-publication.ts'
import { CorrectPublication, correctPublication } from './correct-publication.ts'
import { DecideObjection, decideObjection } from './decide-objection.ts'
import { RaiseObjection, raiseObjection } from './raise-objection.ts'
import {
  LookUpObjection,
  lookUpObjection,
  publicityBoard,
  publicList,
  publicLists,
  ReadDraft,
  ReadList,
  ReadLists,
  ReadObjection,
  readDraft,
  readObjection,
} from './read-publicity.ts'
import { publicityRefusals as refusals } from './refusals.ts'
import { WithdrawDraft, withdrawDraft } from './withdraw-draft.ts'

export const publicityEndpoints: readonly Endpoint[] = [
  query('/exams/:examId/publications', 'Drafts, published lists and objections', ReadLists, publicityBoard, refusals),
  query('/exams/:examId/publications/drafts/:draftId', 'A list that waits for approval', ReadDraft, readDraft, refusals),
  command(
    '/exams/:examId/publications/drafts/:draftId/approval',
    'Approve a list and make it public',
    ApprovePublication,
    approvePublication,
    refusals,
  ),
  command('/exams/:examId/publications/drafts/:draftId/withdrawal', 'Send a list back', WithdrawDraft, withdrawDraft, refusals),
  command(
    '/exams/:examId/publications/:publicationId/corrections',
    'Draft a corrected version',
    CorrectPublication,
    correctPublication,
    refusals,
    {
      bodyBytes: 256 * 1024,
    },
  ),
  query('/exams/:examId/objections/:objectionId', 'What an objection says', ReadObjection, readObjection, refusals),
  command('/exams/:examId/objections/:objectionId/findings', 'Decide on an objection', DecideObjection, decideObjection, refusals),
  publicEndpoint('get', '/public/exams/:examId/publications', 'Published lists of an exam', ReadLists, publicLists, refusals),
  publicEndpoint(
    'get',
    '/public/exams/:examId/publications/:publicationId',
    'One published list with its hash',
    ReadList,
    publicList,
    refusals,
  ),
  publicEndpoint(
    'post',
    '/public/exams/:examId/publications/:publicationId/objections',
    'Object to a list',
    RaiseObjection,
    raiseObjection,
    refusals,
  ),
  publicEndpoint('get', '/public/objections/:number', 'What became of an objection', LookUpObjection, lookUpObjection, refusals),
]

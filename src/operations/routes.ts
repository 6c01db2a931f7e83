import { NoParameters } from '../exam/read-exams.ts'
import { type Endpoint, query } from '../http/endpoint.ts'
import { readBoard } from './read-board.ts'

export const operationsEndpoints: readonly Endpoint[] = [query('/board', 'How busy the service is', NoParameters, readBoard, {})]

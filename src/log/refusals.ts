import type { Answer } from '../http/answer.ts'

export type LogRefusal =
  | 'log_empty'
  | 'entry_unknown'
  | 'leaf_unknown'
  | 'leaf_unpublished'
  | 'size_unpublished'
  | 'sizes_out_of_order'
  | 'tile_unknown'

export const logRefusals = {
  log_empty: {
    status: 404,
    zh: '日志尚未发布检查点，请稍后再试。',
    en: 'No checkpoint of the log has been published yet. Try again in a moment.',
  },
  entry_unknown: { status: 404, zh: '日志中没有这个序号的记录，或尚未发布。', en: 'The log has no published entry with this index.' },
  leaf_unknown: { status: 404, zh: '日志中没有这条记录。', en: 'The log has no such entry.' },
  leaf_unpublished: {
    status: 409,
    zh: '这条记录已写入，尚未发布，请几秒后再试。',
    en: 'This entry is recorded but not published yet. Try again in a few seconds.',
  },
  size_unpublished: { status: 404, zh: '日志的已发布部分没有这么长。', en: 'The published log is not that long.' },
  sizes_out_of_order: {
    status: 422,
    zh: '较早的长度须大于零，且不大于较晚的长度。',
    en: 'The earlier size must be above zero and not above the later one.',
  },
  tile_unknown: { status: 404, zh: '没有这个数据块，或尚未写满到所请求的宽度。', en: 'There is no such tile, or it is not that wide yet.' },
} as const satisfies Record<LogRefusal, Answer>

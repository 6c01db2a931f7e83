import type { ImageRefusal } from './accept-image.ts'

/** The words for uploads; a stage that takes uploads spreads them into its own table. */
export const imageRefusals = {
  file_too_large: {
    status: 413,
    zh: '文件太大，照片不超过 2 MB，材料不超过 4 MB。',
    en: 'The file is too large: photographs up to 2 MB, documents up to 4 MB.',
  },
  file_not_an_image: { status: 422, zh: '这个文件不是图片，请上传 JPG 或 PNG。', en: 'The file is not a picture. Upload a JPG or PNG.' },
  file_type_not_accepted: {
    status: 422,
    zh: '只接受 JPG 和 PNG，请先转换格式或重新拍照。',
    en: 'Only JPG and PNG are accepted. Convert the file, or take a new photograph.',
  },
  image_too_many_pixels: {
    status: 422,
    zh: '图片像素过多，请缩小到 2400 万像素以内。',
    en: 'The picture has too many pixels. Reduce it to 24 million.',
  },
  image_unreadable: {
    status: 422,
    zh: '图片已损坏，无法读取，请重新拍照或扫描。',
    en: 'The picture is damaged and cannot be read. Photograph or scan it again.',
  },
} as const satisfies Record<Exclude<ImageRefusal, 'uploads_busy'>, { status: number; zh: string; en: string }>

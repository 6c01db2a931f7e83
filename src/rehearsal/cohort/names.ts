import type { Chance } from './chance.ts'

export type Sex = 'female' | 'male'

/** Characters that input methods, fonts and old encodings lose: extensions A, B, C and E of the unified ideographs. */
export const rareCharacters = ['㛃', '䶮', '𬀩', '𫟼', '𬘭', '𬭎', '𪩘'] as const

// Bearers per thousand, roughly as the police count them.
const surnames: readonly (readonly [string, number])[] = [
  ...byWeight(71, '王'),
  ...byWeight(70, '李'),
  ...byWeight(66, '张'),
  ...byWeight(52, '刘'),
  ...byWeight(44, '陈'),
  ...byWeight(30, '杨'),
  ...byWeight(22, '黄'),
  ...byWeight(20, '赵'),
  ...byWeight(19, '周吴'),
  ...byWeight(15, '徐孙'),
  ...byWeight(13, '马'),
  ...byWeight(12, '朱胡郭'),
  ...byWeight(11, '何'),
  ...byWeight(10, '高林'),
  ...byWeight(9, '罗郑'),
  ...byWeight(8, '梁'),
  ...byWeight(7, '谢宋唐'),
  ...byWeight(6, '许韩冯邓曹'),
  ...byWeight(5, '彭曾肖田董袁于'),
  ...byWeight(4, '潘蒋蔡余杜叶程苏魏吕丁任'),
  ...byWeight(3, '沈姚卢姜崔钟谭陆汪范金石廖贾'),
  ...byWeight(2, '夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴'),
  ...byWeight(1, '莫孔向汤逄亓仉妫朴佟'),
  ['欧阳', 2],
  ['司马', 1],
  ['上官', 1],
  ['诸葛', 1],
  ['尉迟', 1],
  ['皇甫', 1],
]

function byWeight(weight: number, characters: string): (readonly [string, number])[] {
  return [...characters].map((character) => [character, weight] as const)
}

const given: Record<'older' | 'younger', Record<Sex, readonly string[]>> = {
  older: {
    female: '丽娟 桂英 秀兰 玉梅 淑华 艳玲 春燕 红梅 丽丽 海燕 晓丽 雪梅 静 敏 丽 芳 燕 萍 玲 红 霞 娟 慧 晶 丹 立新 凤霞 亚男'.split(' '),
    male: '建国 志强 国庆 卫东 永刚 海龙 洪亮 立军 文革 春生 大伟 伟 强 军 勇 磊 涛 明 刚 平 辉 鹏 波 峰 忠义 德胜 福臣 宝山'.split(' '),
  },
  younger: {
    female:
      '雨涵 欣怡 思琪 梦瑶 佳怡 诗涵 梓萱 子涵 婷婷 雪 倩 雅琪 晓彤 可欣 美琪 悦 璐 颖 佳宁 一诺 语嫣 静怡 文静 晨曦 琳 瑞雪 馨月 宁'.split(
        ' ',
      ),
    male: '浩然 子轩 宇航 博文 俊杰 天宇 鑫 泽宇 明轩 旭 昊 嘉豪 子豪 宇轩 帅 航 文博 家兴 一鸣 志远 思远 晓峰 凯 超 文昊 俊熙 健 昕'.split(
      ' ',
    ),
  },
}

const rareNames: Readonly<Record<(typeof rareCharacters)[number], readonly string[]>> = {
  㛃: ['梓㛃', '㛃'],
  䶮: ['䶮', '子䶮'],
  𬀩: ['𬀩', '家𬀩'],
  𫟼: ['𫟼', '明𫟼'],
  𬘭: ['雨𬘭', '𬘭'],
  𬭎: ['𬭎', '𬭎宇'],
  𪩘: ['𪩘', '若𪩘'],
}

const dotted: Record<Sex, readonly string[]> = {
  female: ['阿依古丽·买买提', '迪丽娜尔·艾合买提', '古丽米热·吐尔逊', '娜仁其其格·包'],
  male: ['艾力江·吐尔逊', '买买提·阿不都热合曼', '巴特尔·额尔敦', '叶尔兰·哈力木别克'],
}

const surname = (chance: Chance): string => chance.weighted(surnames)

/** Born before 1985 and after, people got other names. */
export function fullName(chance: Chance, sex: Sex, bornIn: number): string {
  return surname(chance) + chance.pick(given[bornIn < 1985 ? 'older' : 'younger'][sex])
}

export const rareName = (chance: Chance, character: (typeof rareCharacters)[number]): string =>
  surname(chance) + chance.pick(rareNames[character])
export const dottedName = (chance: Chance, sex: Sex): string => chance.pick(dotted[sex])
export const compoundName = (chance: Chance, sex: Sex, bornIn: number): string =>
  chance.pick(['欧阳', '司马', '上官', '诸葛', '尉迟', '皇甫', '慕容']) + fullName(chance, sex, bornIn).slice(-1)

import { describe, expect, test } from 'vitest'
import { accept, refuse } from '../../foundation/result.ts'
import { judgePassword } from './password.ts'

const person = { idNumber: '11010519491231002X', phone: '13935300001' }

describe('R-SYS-02: a password is kept safe from the start', () => {
  test.each([
    { password: 'lin-shui-9', becomes: accept('lin-shui-9'), because: 'ten characters' },
    { password: 'lin-shui9', becomes: refuse('password_too_short'), because: 'nine' },
    { password: '考试顺利一帆风顺成功', becomes: accept('考试顺利一帆风顺成功'), because: 'ten Chinese characters' },
    { password: `${'abcde'.repeat(25)}xyz`, becomes: accept(`${'abcde'.repeat(25)}xyz`), because: '128' },
    { password: `${'abcde'.repeat(25)}xyzw`, becomes: refuse('password_too_long'), because: '129' },
    { password: 'aabbaabbaabb', becomes: refuse('password_too_simple'), because: 'two different characters' },
    { password: '0123456789', becomes: refuse('password_too_simple'), because: 'a run' },
    { password: '9876543210', becomes: refuse('password_too_simple'), because: 'a run backwards' },
    { password: 'wang31002x!', becomes: refuse('password_from_identity'), because: 'the last six of the number, in small letters' },
    { password: 'wo19491231ai', becomes: refuse('password_from_identity'), because: 'the date of birth' },
    { password: '13935300001a', becomes: refuse('password_from_identity'), because: 'the telephone' },
  ])('$password: $because', ({ password, becomes }) => {
    expect(judgePassword(password, person)).toEqual(becomes)
  })
})

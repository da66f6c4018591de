import * as z from 'zod';
import { isJudge } from '../judges/user-judge.js';

/** A judge of one's own, as a call of the library takes it. */
export const judgeOption = z.custom(isJudge, 'must be an object with a function compare').optional();

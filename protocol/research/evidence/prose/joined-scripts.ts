/** Letters of scripts without spaces between words: a number next to one is no part of a word. */
export const joined = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}";
/** A letter of any other script. */
export const letter = `(?![${joined}])\\p{L}`;
/** Powers of ten of their signs. */
export const joinedScales: Record<string, number> = {
  千: 3,
  万: 4,
  萬: 4,
  億: 8,
  亿: 8,
  兆: 12,
  억: 8,
  조: 12,
};
/** A sign of a scale. */
export const joinedScale = /[千万萬億亿兆억조]/uy;
/** A sign of time: a number before it is a date or a duration. */
export const joinedTime =
  /\s?(?:[年月日號号時时分秒週周]|か月|カ月|ヶ月|個月|个月|四半期|季度|년|월|일|개월)/uy;

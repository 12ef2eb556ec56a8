/** Surrounding whitespace is trimmed, everything else is kept. */
export const MIXED_TEXT =
  'zeile 1\r\n  שלום \u200f<script>alert("&amp;")</script>\t🦭\u200d e\u0301\u00ad\ufeff +%20  \\0'

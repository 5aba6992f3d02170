/*
 * A stretch of the report in folded form that still knows where each of its
 * bytes came from.
 *
 * Folding makes one spelling of what reports write in many: digits and letters
 * are half-width, punctuation beside Han characters is full-width ("，", "（"),
 * characters are simplified, spaces beside Han characters, soft hyphens and
 * Markdown marks are gone.  Rules and readers see folded text only; whatever
 * leaves the program (quotes, labels, titles) is cut from the raw text.
 *
 * Every folded character stands for exactly one raw character; raw characters
 * may have no folded one.
 */
#ifndef GR_TEXT_H
#define GR_TEXT_H

#include "mem.h"
#include "span.h"

/* What a character is, and so what a token is.  The names are those of the
 * class column of data/characters.tsv. */
#define GR_CLASSES(X)                                                                                        \
    X(OTHER, "other") /* symbols, and scripts not met in reports */                                          \
    X(HAN, "han")                                                                                            \
    X(LATIN, "latin") /* letters */                                                                          \
    X(DIGIT, "digit")                                                                                        \
    X(NUMERAL, "numeral") /* 一二三…十百千万亿〇零两壹贰… */                                \
    X(STOP, "stop")       /* 。！？ */                                                                    \
    X(SEMICOLON, "semicolon")                                                                                \
    X(COMMA, "comma")                                                                                        \
    X(ENUM, "enum") /* 、 */                                                                                \
    X(COLON, "colon")                                                                                        \
    X(OPEN, "open") /* （《“〔【 */                                                                    \
    X(CLOSE, "close")                                                                                        \
    X(POINT, "point")     /* . · */                                                                         \
    X(DASH, "dash")       /* - — ~ */                                                                      \
    X(PERCENT, "percent") /* % ‰ */                                                                        \
    X(BAR, "bar")         /* | */                                                                            \
    X(CIRCLED, "circled") /* ① ㈠ ⑴ ⒈ */                                                              \
    X(DENIAL, "denial")   /* Han characters that may deny: 未 没 无 不 */                                \
    X(GAP, "gap")         /* a tab, or four spaces and more: folded to \t */                                 \
    X(BREAK, "break")     /* a line's end inside a table's text: folded to \n */                             \
    X(SPACE, "space")     /* between two Latin words or numbers */                                           \
    X(MARK, "mark")       /* Markdown * _ # ` > */                                                           \
    X(IGNORED, "ignored") /* zero-width characters, soft hyphens */

#define GR_ENUM_CLASS(id, name) GR_CLASS_##id,
typedef enum gr_class { GR_CLASSES(GR_ENUM_CLASS) GR_CLASS_COUNT } gr_class;

/* A run of characters of one class (HAN, LATIN, DIGIT, NUMERAL; DENIAL and
 * punctuation: one character each), by offsets into the folded text. */
typedef struct gr_token {
    uint32_t start, end;
    uint8_t class; /* gr_class */
} gr_token;

/* From `folded` on, folded and raw text run side by side. */
typedef struct gr_anchor {
    uint32_t folded;
    gr_pos raw;
} gr_anchor;

typedef struct gr_text {
    gr_buf folded;
    gr_buf raw; /* contiguous, from raw_start on */
    gr_pos raw_start;
    GR_ARRAY(gr_anchor) anchors;
    GR_ARRAY(gr_token) tokens;
    uint32_t classes; /* a bit for each class that a token has */
} gr_text;

void gr_text_release(gr_text *t);
void gr_text_clear(gr_text *t);

/* Adds src[from, to) (folded offsets) at the end of dst, with its tokens; raw
 * text is added from where that of dst ends up to the end of src.
 * dst and src must come from the same report, src right after dst, or dst is
 * empty or ends in src. */
void gr_text_append(gr_text *dst, const gr_text *src, size_t from, size_t to);
/* Makes dst src[from, to) with its own raw text alone: parts of a text that follow each
 * other have all of it between them. */
void gr_text_copy_part(gr_text *dst, const gr_text *src, size_t from, size_t to);
/* Adds one folded character that stands for no raw one: a table's '\n'. */
void gr_text_append_break(gr_text *dst, gr_class class, char folded);
/* Adds raw bytes that have no folded form: what lies between two lines. */
void gr_text_append_raw(gr_text *dst, gr_str raw, gr_pos start);

static inline gr_str gr_text_str(const gr_text *t)
{
    return gr_buf_str(&t->folded);
}

/* Where folded offset `at` (at most the length) stands in the raw text. */
gr_pos gr_text_pos(const gr_text *t, size_t at);
/* Its byte alone, for which no characters are counted. */
uint64_t gr_text_byte(const gr_text *t, size_t at);
/* Where the raw character ends that the folded one before `end` stands for. */
uint64_t gr_text_end(const gr_text *t, size_t end);
/* Whether raw text without folded form stands before the folded one at `at`. */
bool gr_text_skips(const gr_text *t, size_t at);
/* Whether a line ends there. */
bool gr_text_breaks(const gr_text *t, size_t at);
/* The raw interval of folded [start, end); empty ones are empty. */
gr_span gr_text_span(const gr_text *t, size_t start, size_t end);
/* The raw text of folded [start, end): a contiguous slice of the report. */
gr_str gr_text_raw(const gr_text *t, size_t start, size_t end);
/* The same for people: without line breaks, Markdown marks, and spaces beside
 * Han characters; the report's own characters otherwise. */
void gr_text_plain(const gr_text *t, size_t start, size_t end, gr_buf *out);

static inline bool gr_text_has(const gr_text *t, gr_class class)
{
    return (t->classes >> class & 1) != 0;
}

/* Letters and digits, which a space keeps apart. */
static inline bool gr_class_is_western(gr_class class)
{
    return class == GR_CLASS_LATIN || class == GR_CLASS_DIGIT;
}

/* Index of the first token that ends after folded offset `at`. */
size_t gr_text_token_at(const gr_text *t, size_t at);

/* Whether a token of that class begins in folded [from, to). */
bool gr_text_range_has(const gr_text *t, size_t from, size_t to, gr_class class);

#endif

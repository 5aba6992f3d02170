/*
 * The official forms as data: the rows, columns and headings that
 * data/forms.tsv lists, found by what a line says, in the many spellings that
 * reports have of them.
 */
#ifndef GR_FORM_H
#define GR_FORM_H

#include "mem.h"

/* Whether a folded line announces a statistical table (统计指标 …, 第二十条第（一）项,
 * （本列数据的勾稽关系为…), so that the lines after it are cells. */
bool gr_form_announces(gr_str line);

/* Whether a folded line is a row's or column's label of an official form, or
 * begins with one (一、本年新收政府信息公开申请数量 looks like a heading and is none).
 * To be asked inside a table: outside it a heading may say the same. */
bool gr_form_is_label(gr_str line);

/* Whether a folded line is a row of the table of requests with a numeral for each column. */
bool gr_form_is_full_row(gr_str line);

/* ------------------------------------------------------------ for the table */

/* Characters of the longest label, tail included; words of a set of labels, and bits of a word. */
enum { GR_FORM_LABEL_MAX = 64, GR_FORM_SET_WORDS = 12, GR_FORM_SET_BITS = 64 };

typedef enum gr_form_kind {
    GR_FORM_ANNOUNCE, /* opens a table */
    GR_FORM_HEAD,     /* another header */
    GR_FORM_TITLE,
    GR_FORM_GROUP, /* a header over several columns */
    GR_FORM_COLUMN,
    GR_FORM_PARENT, /* a label over several rows */
    GR_FORM_ROW,
    GR_FORM_FILL /* a sentence with gaps to fill in */
} gr_form_kind;

static inline bool gr_form_is_header(gr_form_kind kind)
{
    return kind == GR_FORM_ANNOUNCE || kind == GR_FORM_HEAD || kind == GR_FORM_GROUP ||
           kind == GR_FORM_COLUMN;
}

typedef enum gr_form_table {
    GR_FORM_STATISTICS,  /* 政府信息公开情况统计表, 2014 */
    GR_FORM_ARTICLE20_1, /* 第二十条第（一）项 */
    GR_FORM_ARTICLE20_5,
    GR_FORM_ARTICLE20_6,
    GR_FORM_ARTICLE20_8,
    GR_FORM_ARTICLE20_9,
    GR_FORM_REQUESTS, /* 收到和处理政府信息公开申请情况 */
    GR_FORM_REVIEW,   /* 行政复议、行政诉讼情况 */
    GR_FORM_TABLES
} gr_form_table;

/* The mark before a label: 一、 is {HAN, 1}, 其中： is {PART, 0}. */
typedef enum gr_form_rank {
    GR_FORM_UNNUMBERED,
    GR_FORM_HAN,
    GR_FORM_BRACKET,
    GR_FORM_DIGIT,
    GR_FORM_DIGIT_BRACKET,
    GR_FORM_PART
} gr_form_rank;

typedef struct gr_form_number {
    gr_form_rank rank;
    int value;
} gr_form_number;

static inline bool gr_form_number_equal(gr_form_number a, gr_form_number b)
{
    return a.rank == b.rank && a.value == b.value;
}

/* The year that stands for the annex tables of 2008 to 2013, which had no form
 * of the whole country. */
enum { GR_FORM_ANNEX = 2008 };

/* One wording of one line of forms.tsv.  `chars` are the characters that count
 * in comparing labels: no punctuation, spaces or digits. */
typedef struct gr_form_label {
    gr_form_kind kind;
    gr_form_table table;
    int year;       /* GR_FORM_ANNEX, 2014, 2019, 2021; 0: both templates */
    uint16_t entry; /* the line of forms.tsv; variants share it */
    bool variant;   /* one of its other wordings */
    gr_form_number number;
    const uint16_t *chars, *tail;
    uint8_t length, tail_length;
    uint16_t next;                  /* of the same hash, + 1; 0: none */
    uint16_t first, second;         /* chars[0] and [1], which tell most labels apart */
    const char *text, *code, *unit; /* label, code and unit as in forms.tsv */
} gr_form_label;

/* What tells at once that words are not a label, even with slips. */
typedef struct gr_form_sketch {
    uint64_t bits;         /* gr_form_bit() of its chars */
    uint8_t length, limit; /* of its chars; how many slips they may have */
} gr_form_sketch;

const gr_form_label *gr_form_labels(size_t *count);
/* Of each label. */
const gr_form_sketch *gr_form_sketches(void);
/* A set of labels, a bit for each: those of the lengths, bit n for n + 1 characters. */
void gr_form_of_lengths(uint64_t lengths, uint64_t set[GR_FORM_SET_WORDS]);
/* The first label that begins with the two characters, or NULL; and the next one. */
const gr_form_label *gr_form_first(uint32_t first, uint32_t second);
const gr_form_label *gr_form_next(const gr_form_label *label);
/* The columns of a table in a form of that year, up to `max` of them: how many. */
size_t gr_form_columns(gr_form_table table, int year, const gr_form_label **columns, size_t max);

/* Of a label's first two characters, for the chains that embed_forms.c lays out. */
enum { GR_FORM_HASH = 1024 };
static inline size_t gr_form_hash(uint32_t first, uint32_t second)
{
    return (first * 31 ^ second ^ second >> 9) % GR_FORM_HASH;
}

/* Reads the mark that folded characters begin with: how many it takes. */
size_t gr_form_read_number(const uint32_t *chars, size_t count, gr_form_number *number);

/* The offset in `line` after the mark that stands at `at`, if any. */
size_t gr_form_skip_number(gr_str line, size_t at, gr_form_number *number);

/* Whether a folded character counts in comparing labels. */
bool gr_form_counts(uint32_t folded);
/* The next character of s that counts, 0 at the end; *at moves behind it. */
uint32_t gr_form_next_char(gr_str s, size_t *at);
/* The characters of a text that count, up to `max`: how many they are. */
size_t gr_form_chars(gr_str text, uint16_t *chars, size_t max);

/* The first label that begins with the two characters of `line` at `at`, or NULL;
 * gr_form_next() has the others. */
const gr_form_label *gr_form_first_at(gr_str line, size_t at);
/* The offset in `line` after the label, if that stands at `at`; GR_NOT_FOUND where
 * the line says something else. */
size_t gr_form_match(gr_str line, size_t at, const gr_form_label *label);

/* Whether a label of that kind will do. */
typedef bool gr_form_accept(gr_form_kind kind);
/* The longest label of such a kind (any where accept is NULL) that stands at `at`: the
 * offset after it, or `at`, and *longest stays as it is. */
size_t gr_form_longest(gr_str line, size_t at, gr_form_accept *accept, const gr_form_label **longest);

/* A set of characters, not quite exact: a bit for each. */
static inline uint64_t gr_form_bit(uint16_t c)
{
    return (uint64_t)1 << ((c ^ c >> 6) & 63);
}

/* Edit distance between a[0, a_length) and b[0, b_length); more than `limit` is
 * given as limit + 1. */
unsigned gr_form_distance(const uint16_t *a, size_t a_length, const uint16_t *b, size_t b_length,
                          unsigned limit);
/* How far apart two spellings of a label of that length may be. */
static inline unsigned gr_form_tolerance(size_t length)
{
    return length < 4 ? 0 : length < 8 ? 1 : length > 24 ? 6 : (unsigned)length / 4;
}

#endif

/*
 * Where the patterns of rules can match: the literals that they begin with, and
 * what must or may stand around the numeral.
 *
 * All of this is read off the patterns: when the program is built for its own
 * rules (embed_rules.c), when it starts for rules given to it.
 */
#ifndef GR_PATTERN_H
#define GR_PATTERN_H

#include "charset.h"
#include "mem.h"

enum {
    GR_PATTERN_NEEDS = 3,   /* parts of a pattern that are looked for before it is tried */
    GR_PATTERN_CHOICES = 4, /* sets of characters, one each of which must be there */
    GR_PATTERN_FIRSTS = 2048,
    GR_PATTERN_PAIRS = 8192,
    GR_BARRIERS = 4, /* of which these are told from the others: */
    GR_BARRIER_NUMERAL = 0,
    GR_BARRIER_COMMA = 1,
    /* a use of a key is the number of the pattern that it begins; with GR_WORD
     * added, that it is a telling word of; from GR_BARRIER on, a number of
     * gr_barriers, and the next one: # */
    GR_WORD = 1 << 29,
    GR_BARRIER = 1 << 30
};

/* The characters that patterns exclude from their gaps: another figure, and
 * what ends a clause. */
extern const gr_str gr_barriers[GR_BARRIERS];

/* Every gr_word_bit(). */
#define GR_ANYTHING UINT64_MAX

/* What is asked first comes first. */
typedef struct gr_pattern {
    gr_charset all;                     /* stand in whatever matches */
    const char *text;                   /* with {words} written out, and guarded */
    const char *section;                /* likewise, or NULL */
    bool denies;                        /* finds stated zeros */
    bool has_words;                     /* is tried only where one of its telling words stands */
    bool keyed;                         /* begins with a literal: try only there */
    bool at_numeral;                    /* that literal is the numeral */
    bool holds_numeral;                 /* whatever matches holds the numeral ... */
    bool crosses[GR_BARRIERS];          /* ... and may hold that character */
    gr_charset any[GR_PATTERN_CHOICES]; /* one of each of these stands there, too */
    uint64_t following;                 /* gr_word_bit() of what may stand behind the numeral */
    uint64_t
        needs[GR_PATTERN_NEEDS]; /* of each: one of these must stand behind it, before the next barrier */
} gr_pattern;

/* A literal that begins patterns, or is a telling word of theirs. */
typedef struct gr_pattern_key {
    gr_str words;
    uint64_t head, mask; /* its first eight bytes, and which of them there are */
    uint32_t use, uses;  /* its first use, and how many there are */
    uint32_t begins;     /* so many of them are patterns that it begins, which come first */
    uint32_t next;       /* of the same hash, + 1 */
} gr_pattern_key;

/* By the hash of a literal's first character: gr_word_bit() of what may follow it,
 * of all literals and of those of rules for stated zeros alone. */
typedef struct gr_pattern_seconds {
    uint64_t all[GR_PATTERN_FIRSTS], denying[GR_PATTERN_FIRSTS];
} gr_pattern_seconds;

/* The first key of each hash, + 1: of literals of one character by that, of the others by
 * their first two. */
typedef struct gr_pattern_buckets {
    uint32_t single[GR_PATTERN_FIRSTS], pair[GR_PATTERN_PAIRS];
} gr_pattern_buckets;

typedef struct gr_patterns {
    const gr_pattern *list;
    size_t count;
    const gr_pattern_key *keys;
    const uint32_t *uses; /* of each key, side by side */
    const gr_pattern_buckets *buckets;
    const gr_pattern_seconds *seconds;
} gr_patterns;

/* Whether a match may lie among these characters: those that all matches have are there. */
static inline bool gr_pattern_may_match(const gr_pattern *p, const gr_charset *chars)
{
    if (!gr_charset_has_all(chars, &p->all))
        return false;
    for (size_t i = 0; i < GR_PATTERN_CHOICES; i++)
        if (!gr_charset_has_any(chars, &p->any[i]))
            return false;
    return true;
}

/* By the first character, of `length` bytes at `ptr`. */
static inline uint32_t gr_pattern_hash(const char *ptr, size_t length)
{
    const unsigned char *p = (const unsigned char *)ptr;
    uint32_t hash = p[0];
    if (length > 1)
        hash = hash << 9 ^ (uint32_t)p[length - 2] << 6 ^ p[length - 1];
    return hash % GR_PATTERN_FIRSTS;
}

/* By the hash of the first character, and the last byte of the second. */
static inline uint32_t gr_pattern_pair_hash(uint32_t first, char last_byte)
{
    return (first << 2 ^ (uint32_t)(unsigned char)last_byte * 37) % GR_PATTERN_PAIRS;
}

/* The first bytes of s, zero behind its end. */
static inline uint64_t gr_pattern_head(gr_str s)
{
    uint64_t head = 0;
    if (s.len >= sizeof head)
        memcpy(&head, s.ptr, sizeof head);
    else
        memcpy(&head, s.ptr, s.len);
    return head;
}

/* The alternatives a|b|c that a name in braces stands for, or nothing. */
typedef gr_str gr_words_fn(gr_str name);

/* A use, and the number of its key. */
typedef struct gr_pattern_use {
    uint32_t key, use;
} gr_pattern_use;

/* Patterns being read. */
typedef struct gr_pattern_set {
    gr_words_fn *words_named;
    gr_arena arena; /* for the texts */
    gr_buf pattern; /* being written out */
    GR_ARRAY(gr_pattern) patterns;
    GR_ARRAY(gr_pattern_key) keys;
    GR_ARRAY(uint32_t) uses;
    GR_ARRAY(gr_pattern_use) found; /* in the order in which they were */
    gr_pattern_buckets buckets;
    gr_pattern_seconds seconds;
    GR_ARRAY(gr_str) words;           /* collected */
    uint16_t pairs[GR_PATTERN_PAIRS]; /* how often those of that hash stand in the examples */
} gr_pattern_set;

gr_pattern_set *gr_pattern_set_new(gr_words_fn *words_named);
void gr_pattern_set_free(gr_pattern_set *set);
/* Adds the next one; false where it is empty or has a name that is not known.  The
 * examples show which words are rare. */
bool gr_pattern_set_add(gr_pattern_set *set, gr_str pattern, gr_str section, gr_str example, bool denies);
/* What was read, which is the set's; nothing is added from then on. */
gr_patterns gr_pattern_set_finish(gr_pattern_set *set);

#endif

/*
 * One sentence with its figures in the making: what the steps from numerals to
 * figures (label.c, label_text.c, list.c, scope.c, figure.c) pass on to one another.
 */
#ifndef GR_SENTENCE_H
#define GR_SENTENCE_H

#include "govreport.h"
#include "numerals.h"
#include "rules.h"
#include "text.h"

enum { GR_MEMBERS_MAX = 16 /* words that have one list of values */ };

/* One figure in the making.  Offsets are folded offsets of the text. */
typedef struct gr_item {
    gr_numeral n;
    size_t left;                     /* [left, n.start): the words before it in its clause */
    size_t right;                    /* [n.next, right): the words after it */
    size_t label_start, label_end;   /* what of the left is label */
    bool noun_after;                 /* [n.next, right) belongs to the label too */
    size_t item_start, item_end;     /* of a distribution (A、B分别为…): its own words */
    size_t common_start, common_end; /* ... and what is said of each of them */
    size_t of_start, of_end; /* of 分别减少6件和3件: the label of the figure that it is said of */
    size_t template_at;      /* where its # or N stands */
    gr_str unit;             /* folded; empty where none is written */
    gr_str measure;          /* the unit without brackets: 条 of 条（次） */
    size_t repeated;         /* a value repeated for its members: how many are left */
    bool rate;               /* a percentage, a share */
    const gr_rule *rule;     /* the rule that matched, or NULL */
    const gr_indicator *indicator;
    gr_scope scope;
    int year;
    int parent; /* index of its total, or -1 */
    bool open_list, overlapping;
    bool dropped; /* a generic 一 that nothing counts */
} gr_item;

/* Whether it is one of several that have a list of values, or one value, in common. */
static inline bool gr_item_is_member(const gr_item *item)
{
    return item->item_end > item->item_start;
}

/* 市政府及其部门受理申请211件，答复204件: whether it is said of one of several bodies, and no
 * value of the report's own. */
static inline bool gr_item_is_of_body(const gr_item *item)
{
    return gr_rule_is_of(item->rule, "body.");
}

typedef struct gr_sentence {
    const gr_text *text;
    size_t start, end;
    gr_item *items;
    size_t count;
    const char *before;          /* code of the figure before the sentence, or NULL */
    const gr_numerals *numerals; /* of the paragraph */
    int year;                    /* the report's own; 0 where unknown */
    int first_year;              /* the year before, where that is the report's own, too */
} gr_sentence;

/* ---- label.c: what each figure counts */

/* 2016年度 at the start: its length. */
size_t gr_label_year_length(gr_str s);
/* Sets left, right, label and noun_after of every item. */
void gr_label_find(gr_sentence *s);

/* ---- label_text.c: how it is written */

/* The label of item i in the report's own words, at most 40 characters. */
char *gr_label_text(const gr_sentence *s, size_t i, gr_arena *arena);

/* ---- list.c: lists of words with lists of values */

/* Whether an item's value may stand for each of several words: 均为0, 各1名. */
bool gr_list_holds_for_each(const gr_sentence *s, const gr_item *item);
/* Sets the words of each item where one list of words has one list of values
 * (A、B、C分别为3件、12件、5件), and gives a value that stands for several words
 * (均为0, 各1名) once for each; may add items, at most `room` in all. */
void gr_list_distribute(gr_sentence *s, size_t room);
/* After the rules: takes those repetitions back whose words are not each an
 * indicator; true where there were any, which then want the rules again. */
bool gr_list_settle(gr_sentence *s);

/* ---- list_parts.c: which figures are parts of which */

/* Sets parent, open_list and overlapping, and drops generic items that neither
 * a rule nor a total before them counts. */
void gr_list_relate(gr_sentence *s);

/* ---- list_inherit.c: what they take over from each other */

/* Gives parts and members of a list the indicator that they inherit. */
void gr_list_inherit(gr_sentence *s);

/* ---- scope.c: which year each is about */

/* Sets scope and year by the dates and words before each item. */
void gr_scope_find(gr_sentence *s);
/* After the relations: the parts of a cumulative total, or of another year's, are so
 * themselves, unless their own words say this year. */
void gr_scope_pass(gr_sentence *s);
/* At the end: what is not this year's value has no indicator. */
void gr_scope_settle(gr_sentence *s);

/* The folded text from `from` to `to`. */
static inline gr_str gr_sentence_slice(const gr_sentence *s, size_t from, size_t to)
{
    return gr_str_slice(gr_text_str(s->text), from, to);
}

#endif

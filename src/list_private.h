/* What the parts of lists share: list.c, list_parts.c, list_inherit.c. */
#ifndef GR_LIST_PRIVATE_H
#define GR_LIST_PRIVATE_H

#include "sentence.h"

/* Whether both count in one measure word, or one of them in none. */
bool gr_list_same_unit(const gr_item *a, const gr_item *b);
/* 收费380元，其中民政局1件: items are no part of an amount of money, nor the reverse. */
bool gr_list_one_is_money(const gr_item *a, const gr_item *b);
/* Whether the measure word counts items, as of disclosure, and not events. */
bool gr_list_same_kind(const gr_item *item);

/* The text between figure i - 1 and figure i. */
gr_str gr_list_words_between(const gr_sentence *s, size_t i);

bool gr_list_is_disclosure(const gr_indicator *indicator);
bool gr_list_is_carrier(const gr_indicator *indicator);
/* 新闻发布会信息59条 counts what was published, not what it is about. */
bool gr_list_counts_information(const gr_sentence *s, const gr_item *item);
/* 回应关切6条: in a list of what was disclosed, what was published of it. */
bool gr_list_is_news(const gr_item *item);
/* Codes of what may itself be an item that was published. */
bool gr_list_may_be_published(const gr_indicator *indicator);
/* Whether the rule that matched goes by so little (其他, 信息) that the list tells
 * more: data/rules.tsv names such rules *.rest and category.bare*. */
bool gr_list_is_weak(const gr_rule *rule);

#endif

/*
 * Tables whose rows all stand in one line, after one another, as pages have them
 * that lost their line ends: 统计指标 单位 统计数 … 条 465 其中：… 条 97 …
 */
#ifndef GR_FORM_RUN_H
#define GR_FORM_RUN_H

#include "text.h"

/* Finds the first such table from folded offset `from` on: *start and *end, or false. */
bool gr_form_find_run(const gr_text *line, size_t from, size_t *start, size_t *end);

#endif

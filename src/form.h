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
 * begins with one (一、本年新收政府信息公开申请数量 looks like a heading and is none). */
bool gr_form_is_label(gr_str line);

#endif

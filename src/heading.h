/*
 * Heading marks.  They rank as in GB/T 9704: 第一部分; 一、; （一）; 1. ;
 * （1）; ①.
 */
#ifndef GR_HEADING_H
#define GR_HEADING_H

#include "text.h"

enum {
    GR_RANK_PART,          /* 第一部分 */
    GR_RANK_HAN,           /* 一、 */
    GR_RANK_BRACKET,       /* （一） */
    GR_RANK_DIGIT,         /* 1、 1. */
    GR_RANK_DIGIT_BRACKET, /* （1） 1） */
    GR_RANK_CIRCLED,       /* ① */
    GR_RANK_NONE           /* no mark */
};

typedef struct gr_mark {
    int rank;
    size_t number_start, number_end; /* folded offsets; the number as written */
    size_t end;                      /* after the mark */
    int value;                       /* of the number, 0 where it is too long */
} gr_mark;

/* The mark that the folded text has at offset `at`; rank NONE for none. */
gr_mark gr_mark_read(const gr_text *t, size_t at);

#endif

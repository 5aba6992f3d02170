/*
 * One extractor for all tests of a program, and what it reads.
 */
#ifndef EXTRACTOR_H
#define EXTRACTOR_H

#include "govreport.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static gr_extractor *extractor;

static int start_extractor(void **state)
{
    (void)state;
    gr_error error;
    extractor = gr_extractor_new(NULL, &error);
    return extractor == NULL;
}

static int stop_extractor(void **state)
{
    (void)state;
    gr_extractor_free(extractor);
    return 0;
}

/* The record of a text below its title; it lives until the next call. */
static const gr_record *read_titled(const char *title, const char *text)
{
    gr_error error;
    gr_extractor_begin(extractor, "test");
    assert_int_equal(gr_extractor_feed(extractor, title, strlen(title), &error), GR_OK);
    assert_int_equal(gr_extractor_feed(extractor, text, strlen(text), &error), GR_OK);
    const gr_record *record = gr_extractor_finish(extractor, &error);
    assert_non_null(record);
    return record;
}

#endif

/*
 * A record made by hand that has some of everything, for the tests of what is
 * printed of records.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "govreport.h"

typedef struct sample {
    gr_section sections[5];
    gr_figure figures[4];
    gr_value values[3];
    gr_check checks[3];
    gr_warning warnings[2];
    gr_numeral_note notes[2];
    gr_record record;
} sample;

static const uint32_t sample_ids[] = {1, 2, 3};

static inline void sample_sections(sample *s)
{
    s->sections[0] = (gr_section){1, "一", "概述", "1", 3, 40, 90, -1};
    s->sections[1] = (gr_section){1, "二", "主动公开", "2", 5, 90, 400, -1};
    s->sections[2] = (gr_section){2, "（一）", "公开\"数量\"", "2.1", 6, 120, 300, 1};
    s->sections[3] = (gr_section){3, "1", "网站", "2.1.1", 7, 150, 300, 2};
    s->sections[4] = (gr_section){1, "三", "附表", "3", 20, 400, 500, -1};
}

static inline void sample_figures(sample *s)
{
    s->figures[0] = (gr_figure){.id = 1,
                                .indicator = gr_codebook_find("disclosure.total"),
                                .label = "公开信息",
                                .has_value = true,
                                .value = {984, 0},
                                .unit = "条",
                                .unit_stated = true,
                                .year = 2016,
                                .section = "2.1",
                                .rule = "total",
                                .line = 8,
                                .column = 13,
                                .byte_start = 200,
                                .byte_end = 203,
                                .quote = "共公开信息984条,\"全部\"\n属实"};
    s->figures[1] = (gr_figure){.id = 2,
                                .label = "道路硬化",
                                .has_value = true,
                                .value = {1320, 2},
                                .has_high = true,
                                .value_high = {15, 0},
                                .unit = "公里",
                                .qualifier = GR_QUALIFIER_RANGE,
                                .direction = GR_DIRECTION_DOWN,
                                .scope = GR_SCOPE_CUMULATIVE,
                                .part_of = 1,
                                .line = 9,
                                .column = 2,
                                .byte_start = 230,
                                .byte_end = 235,
                                .quote = "\x01\x1f\b\f\r\t\\/\x7f",
                                .note = "其中修订16件"};
    s->figures[2] = (gr_figure){.id = 3,
                                .indicator = gr_codebook_find("litigation.total"),
                                .has_value = true,
                                .unit = "件",
                                .kind = GR_KIND_STATED_ZERO,
                                .line = 10,
                                .column = 5};
    s->figures[3] = (gr_figure){.id = 4,
                                .indicator = gr_codebook_find("requests.received"),
                                .unit = "件",
                                .kind = GR_KIND_TABLE,
                                .row = "收到申请数",
                                .column_label = "统计数",
                                .line = 21,
                                .column = 1,
                                .byte_start = 420,
                                .byte_end = 420};
}

static inline void sample_values(sample *s)
{
    s->values[0] = (gr_value){.indicator = gr_codebook_find("disclosure.total"),
                              .has_value = true,
                              .value = {984, 0},
                              .unit = "条",
                              .source = GR_SOURCE_PROSE,
                              .figures = sample_ids,
                              .figure_count = 1,
                              .conflicts = sample_ids + 1,
                              .conflict_count = 2};
    s->values[1] = (gr_value){.indicator = gr_codebook_find("requests.received"), .unit = "件"};
    s->values[2] = (gr_value){.indicator = gr_codebook_find("litigation.total"),
                              .has_value = true,
                              .unit = "件",
                              .source = GR_SOURCE_STATED_ZERO,
                              .figures = sample_ids + 2,
                              .figure_count = 1};
}

static inline void sample_checks(sample *s)
{
    s->checks[0] = (gr_check){.check = "parts_sum",
                              .status = GR_CHECK_FAILED,
                              .has_left = true,
                              .has_right = true,
                              .left = {279, 0},
                              .right = {2805, 1},
                              .left_label = "总数",
                              .right_label = "各项之和",
                              .figures = sample_ids,
                              .figure_count = 3,
                              .message_zh = "各项之和与总数不符",
                              .message_en = "the parts do not add up",
                              .line = 8,
                              .column = 13,
                              .quote = "共公开\n279条"};
    s->checks[1] = (gr_check){.check = "parts_sum",
                              .figures = sample_ids,
                              .figure_count = 2,
                              .message_zh = "相符",
                              .message_en = "they do"};
    s->checks[2] = (gr_check){.check = "prose_table",
                              .status = GR_CHECK_OVERLAPPING,
                              .message_zh = "有重叠",
                              .message_en = "they overlap"};
}

static inline const gr_record *sample_record(sample *s)
{
    sample_sections(s);
    sample_figures(s);
    sample_values(s);
    sample_checks(s);
    s->warnings[0] = (gr_warning){"broken-bytes", 12, 3, "2 bytes are no character"};
    s->warnings[1] = (gr_warning){"no-year", 0, 0, "no year"};
    s->notes[0] = (gr_numeral_note){GR_NUMERAL_DATE, 1, 4, 9, 20, "2016年\n1月"};
    s->notes[1] = (gr_numeral_note){GR_NUMERAL_FIGURE, 8, 13, 200, 203, "984"};
    s->record = (gr_record){.name = "reports/a,b.txt",
                            .encoding = "UTF-8",
                            .bytes = 7623,
                            .title = "某镇2016年政府信息公开年度报告",
                            .agency = "某镇人民政府",
                            .level = GR_LEVEL_TOWNSHIP,
                            .body = GR_BODY_GOVERNMENT,
                            .region = {.county = "某县", .township = "某镇"},
                            .year = 2016,
                            .period_start = "2016-01-01",
                            .period_end = "2016-12-31",
                            .form = GR_TEMPLATE_STAT_TABLE_2014,
                            .sections = s->sections,
                            .section_count = 5,
                            .figures = s->figures,
                            .figure_count = 4,
                            .values = s->values,
                            .value_count = 3,
                            .checks = s->checks,
                            .check_count = 3,
                            .numerals = {4, 1, 5, 0, 0, 2, 0, 7, 1},
                            .warnings = s->warnings,
                            .warning_count = 2,
                            .notes = s->notes,
                            .note_count = 2};
    return &s->record;
}

#endif

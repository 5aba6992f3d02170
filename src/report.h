/* What --check prints, for people. */
#ifndef GR_REPORT_H
#define GR_REPORT_H

#include "govreport.h"
#include "mem.h"

/*
 * One block a report: what failed, with its place and the words that stand
 * there; then how many checks of each kind held, and what stays open.
 */
void gr_report_checks(gr_buf *out, const gr_record *record, bool chinese);

#endif

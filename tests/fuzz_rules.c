/* Any bytes as a file of rules: loaded, or refused with a message; and what is
 * loaded is tried on a sentence. */
#include "govreport.h"
#include "mem.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char report[] =
        "某镇2016年政府信息公开工作年度报告\n一、主动公开\n公开信息32条，未收到申请。\n";
    gr_buf text = {0};
    gr_buf_add(&text, (const char *)bytes, size);
    gr_error error = {0};
    gr_options options = gr_options_default();
    options.rules_text = text.ptr;
    gr_extractor *x = gr_extractor_new(&options, &error);
    if (x == NULL && (error.status == GR_OK || error.message[0] == '\0'))
        abort();
    if (x != NULL) {
        gr_extractor_begin(x, "report");
        if (gr_extractor_feed(x, report, sizeof report - 1, &error) == GR_OK)
            gr_extractor_finish(x, &error);
        gr_extractor_free(x);
    }
    gr_buf_release(&text);
    return 0;
}

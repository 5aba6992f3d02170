#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

static const double interval = 0.1;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void gr_progress_begin(gr_progress *p, bool shown, uint64_t total)
{
    *p = (gr_progress){.shown = shown, .total = total};
    if (shown)
        p->started = seconds();
}

/* "1:02:03" */
static void print_time(char out[static 32], double left)
{
    long s = (long)left;
    if (s >= 3600)
        snprintf(out, 32, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
    else
        snprintf(out, 32, "%ld:%02ld", s / 60, s % 60);
}

void gr_progress_update(gr_progress *p, uint64_t done, uint64_t failures)
{
    double now = p->shown ? seconds() : 0;
    if (!p->shown || now < p->next || done == 0)
        return;
    p->next = now + interval;
    p->on_screen = true;
    double rate = (double)done / (now - p->started + 1e-9);
    fprintf(stderr, "\r\033[K%" PRIu64, done);
    if (p->total > 0)
        fprintf(stderr, " of %" PRIu64, p->total);
    fprintf(stderr, ", %.0f a second, %" PRIu64 " failed", rate, failures);
    if (p->total > done) {
        char left[32];
        print_time(left, (double)(p->total - done) / rate);
        fprintf(stderr, ", %s left", left);
    }
    fflush(stderr);
}

void gr_progress_clear(gr_progress *p)
{
    if (p->on_screen)
        fputs("\r\033[K", stderr);
    p->on_screen = false;
}

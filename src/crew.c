#include "crew.h"
#include "cli.h"
#include "lines.h"
#include "write.h"

#include <stdlib.h>

/* Some inputs in a row, and what came of them. */
typedef struct slot {
    bool ready;
    gr_buf output, messages;
    gr_outcome outcome;
} slot;

enum {
    SLOTS_A_THREAD = 8,  /* how far ahead of the slowest input the others may be */
    INPUTS_A_SLOT = 8,   /* small files should not cost more for the locks than for reading */
    MEMBER_MAX = 1 << 20 /* of an archive's member; what is longer is not held */
};

typedef struct crew {
    const gr_crew_plan *plan;
    /* Held while inputs are taken; whoever holds it may wait for `lock`, never
     * the other way round. */
    pthread_mutex_t source;
    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t room, ready;
    slot *slots;                   /* a ring */
    uint64_t size, taken, written; /* slots: in the ring, given to threads, put out */
    bool ended;                    /* no inputs are left */
} crew;

typedef struct hand {
    crew *crew;
    pthread_t thread;
    gr_worker worker;
    gr_writer *part;
    gr_arena strings; /* of the jobs it took */
    gr_buf member;
    bool reads_archive; /* the last job is not wholly read: `source` is held */
    GR_ARRAY(gr_job) jobs;
} hand;

/* ------------------------------------------------------------ in the threads */

/* The beginning is handed out singly, so that few inputs are spread as well as
 * many. */
static size_t slot_length(const crew *c, uint64_t number)
{
    uint64_t length = 1 + number / c->size;
    if (c->plan->common->cli->flush)
        return 1; /* the next input may come only after this one's record */
    return length < INPUTS_A_SLOT ? (size_t)length : INPUTS_A_SLOT;
}

/* Reads an archive's member, of which the archive knows the next one only when
 * this one is read; false where there is more of it than is held. */
static bool read_member(hand *h, gr_job *job)
{
    gr_buf *held = &h->member;
    long got = 1;
    gr_buf_clear(held);
    while (got > 0 && held->len < MEMBER_MAX) {
        gr_buf_reserve(held, GR_READ_SIZE);
        got = gr_archive_read(job->archive, held->ptr + held->len, GR_READ_SIZE);
        held->len += got > 0 ? (size_t)got : 0;
    }
    job->text = gr_buf_str(held);
    if (got == 0)
        job->archive = NULL;
    return got == 0;
}

static void copy_job(hand *h, const gr_job *job)
{
    gr_job copy = *job;
    if (job->kind == GR_JOB_MEMBER)
        h->reads_archive = !read_member(h, &copy);
    copy.name = gr_arena_copy(&h->strings, gr_str_of(copy.name));
    copy.text = gr_str_make(gr_arena_copy(&h->strings, copy.text), copy.text.len);
    *gr_array_push(&h->jobs) = copy;
}

/* Waits for room in the ring; the number of the next slot. */
static uint64_t wait_for_room(crew *c)
{
    pthread_mutex_lock(&c->lock);
    while (c->taken - c->written == c->size)
        pthread_cond_wait(&c->room, &c->lock);
    uint64_t number = c->taken;
    pthread_mutex_unlock(&c->lock);
    return number;
}

/* Takes the next inputs; false when there are none. */
static bool take_jobs(hand *h, uint64_t *number)
{
    crew *c = h->crew;
    gr_job job;
    bool more = true;
    gr_array_clear(&h->jobs);
    gr_arena_reset(&h->strings);
    h->reads_archive = false;
    pthread_mutex_lock(&c->source);
    *number = wait_for_room(c);
    size_t length = slot_length(c, *number);
    while (h->jobs.len < length && !h->reads_archive && (more = gr_inputs_next(c->plan->inputs, &job)))
        copy_job(h, &job);
    pthread_mutex_lock(&c->lock);
    c->taken += h->jobs.len > 0;
    c->ended |= !more;
    pthread_cond_signal(&c->ready);
    pthread_mutex_unlock(&c->lock);
    if (!h->reads_archive)
        pthread_mutex_unlock(&c->source);
    return h->jobs.len > 0;
}

static void put_down(hand *h, uint64_t number)
{
    crew *c = h->crew;
    slot *s = &c->slots[number % c->size];
    gr_writer_take(h->part, &s->output);
    gr_buf messages = s->messages;
    s->messages = h->worker.messages;
    h->worker.messages = messages;
    gr_buf_clear(&h->worker.messages);
    s->outcome = h->worker.outcome;
    h->worker.outcome = (gr_outcome){0};
    pthread_mutex_lock(&c->lock);
    s->ready = true;
    if (number == c->written)
        pthread_cond_signal(&c->ready);
    pthread_mutex_unlock(&c->lock);
}

static void *work(void *context)
{
    hand *h = context;
    uint64_t number;
    while (take_jobs(h, &number)) {
        for (size_t i = 0; i < h->jobs.len; i++)
            gr_worker_do(&h->worker, &h->jobs.ptr[i]);
        if (h->reads_archive)
            pthread_mutex_unlock(&h->crew->source);
        put_down(h, number);
    }
    return NULL;
}

/* ------------------------------------------------------- in the calling thread */

/* The next slot in order; NULL at the end. */
static slot *wait_for_slot(crew *c)
{
    pthread_mutex_lock(&c->lock);
    slot *s = &c->slots[c->written % c->size];
    while (!s->ready && !(c->ended && c->written == c->taken))
        pthread_cond_wait(&c->ready, &c->lock);
    bool ready = s->ready;
    pthread_mutex_unlock(&c->lock);
    return ready ? s : NULL;
}

static void give_back(crew *c, slot *s)
{
    pthread_mutex_lock(&c->lock);
    s->ready = false;
    c->written++;
    pthread_cond_signal(&c->room);
    pthread_mutex_unlock(&c->lock);
}

static bool start(hand *h, crew *c)
{
    gr_error error;
    h->crew = c;
    h->part = gr_writer_new_part(c->plan->options);
    return gr_worker_init(&h->worker, c->plan->common, h->part, &error) &&
           pthread_create(&h->thread, NULL, work, h) == 0;
}

static void release(hand *h)
{
    gr_worker_release(&h->worker);
    gr_writer_free(h->part);
    gr_arena_release(&h->strings);
    gr_array_release(&h->jobs);
    gr_buf_release(&h->member);
}

/* As many threads as the system gives. */
static size_t start_all(hand *hands, crew *c)
{
    for (size_t i = 0; i < c->plan->threads; i++) {
        if (!start(&hands[i], c)) {
            release(&hands[i]);
            return i;
        }
    }
    return c->plan->threads;
}

static void put_all(crew *c)
{
    for (slot *s; (s = wait_for_slot(c)) != NULL; give_back(c, s))
        c->plan->put(c->plan->context, gr_buf_str(&s->output), gr_buf_str(&s->messages), &s->outcome);
}

bool gr_crew_run(const gr_crew_plan *plan)
{
    crew c = {
        .plan = plan,
        .source = PTHREAD_MUTEX_INITIALIZER,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .room = PTHREAD_COND_INITIALIZER,
        .ready = PTHREAD_COND_INITIALIZER,
        .size = plan->threads * SLOTS_A_THREAD,
    };
    hand *hands = gr_alloc(plan->threads * sizeof *hands);
    c.slots = gr_alloc(c.size * sizeof *c.slots);
    size_t started = start_all(hands, &c);
    if (started > 0)
        put_all(&c);
    for (size_t i = 0; i < started; i++) {
        pthread_join(hands[i].thread, NULL);
        release(&hands[i]);
    }
    for (uint64_t i = 0; i < c.size; i++) {
        gr_buf_release(&c.slots[i].output);
        gr_buf_release(&c.slots[i].messages);
    }
    free(c.slots);
    free(hands);
    return started > 0;
}

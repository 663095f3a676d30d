#include "adam.h"
#include "norm.h"

void clip_adamw(long n, REAL *p, const REAL *g, REAL *const *state, const double *decay)
{
    double length = norm(n, g);
    adam_step(n, p, g, state[0], state[1], (REAL)(length <= 1 ? 1 : 1 / length), decay);
}

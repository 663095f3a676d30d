/* Adam's moments, and AdamW's step; corrections folded into scalars. decay[] are the powers of the two decays. */
#include <tgmath.h>

static const REAL b1 = (REAL)0.9, c1 = (REAL)(1 - 0.9), b2 = (REAL)0.999, c2 = (REAL)(1 - 0.999);

static inline void adam_step(
    long n, REAL *restrict p, const REAL *restrict g, REAL *restrict m, REAL *restrict v, REAL clip,
    const double *decay)
{
    const REAL epsilon = (REAL)1e-8, shrink = (REAL)(1e-3 * 1e-2);
    const REAL rate = (REAL)(1e-3 / (1 - decay[0]));
    const REAL scale = (REAL)(1 / (1 - decay[1]));
    for (long i = 0; i < n; i++) {
        REAL gradient = clip * g[i];
        m[i] = b1 * m[i] + c1 * gradient;
        v[i] = b2 * v[i] + c2 * (gradient * gradient);
        p[i] -= shrink * p[i] + rate * m[i] / (sqrt(scale * v[i]) + epsilon);
    }
}

/* LAMB's update before it is scaled. */
static inline void adam_direct(
    long n, const REAL *restrict p, const REAL *restrict g, REAL *restrict m, REAL *restrict v, REAL *restrict u,
    const double *decay)
{
    const REAL epsilon = (REAL)1e-6, shrink = (REAL)1e-2;
    const REAL rate = (REAL)(1 / (1 - decay[0]));
    const REAL scale = (REAL)(1 / (1 - decay[1]));
    for (long i = 0; i < n; i++) {
        m[i] = b1 * m[i] + c1 * g[i];
        v[i] = b2 * v[i] + c2 * (g[i] * g[i]);
        u[i] = shrink * p[i] + rate * m[i] / (sqrt(scale * v[i]) + epsilon);
    }
}

void lion(long n, REAL *restrict p, const REAL *restrict g, REAL *const *state, const double *decay)
{
    REAL *restrict m = state[0];
    for (long i = 0; i < n; i++) {
        REAL direction = (REAL)0.9 * m[i] + (REAL)(1 - 0.9) * g[i];
        m[i] = (REAL)0.99 * m[i] + (REAL)(1 - 0.99) * g[i];
        REAL sign = (REAL)((direction > 0) - (direction < 0));
        p[i] -= (REAL)1e-3 * (sign + (REAL)1e-2 * p[i]);
    }
}

/* The Euclidean norm: blocks of 4,096, which are added in double. A compiler that may not reorder sums is given
   sixteen of them. */
#include <math.h>

static inline REAL squares(long n, const REAL *restrict x)
{
    REAL total = 0;
    long i = 0;
#ifndef __FAST_MATH__
    REAL sums[16] = {0};
    for (; i + 16 <= n; i += 16)
        for (int lane = 0; lane < 16; lane++)
            sums[lane] += x[i + lane] * x[i + lane];
    for (int lane = 0; lane < 16; lane++)
        total += sums[lane];
#endif
    for (; i < n; i++)
        total += x[i] * x[i];
    return total;
}

static inline double norm(long n, const REAL *restrict x)
{
    double total = 0;
    for (long start = 0; start < n; start += 4096)
        total += squares(n - start < 4096 ? n - start : 4096, x + start);
    return sqrt(total);
}

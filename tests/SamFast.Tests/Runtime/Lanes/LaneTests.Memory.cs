using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Runtime;

public abstract partial class LaneTests<L, T>
{
    [Fact]
    public void Elements_are_loaded_and_stored_in_their_order()
    {
        for (int index = 0; index < 20; index++)
        {
            var destination = new Guarded<T>(new T[index + L.Count]);
            L.Store(At(_a, index), ref destination.Span[0], (nuint)index);
            AssertSameBits([.. new T[index], .. _a.AsSpan(index, L.Count)], destination.Span, $"from {index}");
            destination.AssertGuardsIntact();
        }
    }

    [Fact]
    public unsafe void A_store_past_the_cache_stores_the_same_elements()
    {
        T* destination = (T*)NativeMemory.AlignedAlloc(256, 64);
        L.StoreFar(At(_a, 3), ref *destination, (nuint)L.Count);
        AssertSameBits(_a.AsSpan(3, L.Count), new Span<T>(destination + L.Count, L.Count), "past the cache");
        NativeMemory.AlignedFree(destination);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_part_is_loaded_and_stored_without_its_neighbours(bool canMask)
    {
        for (int count = 1; count < L.Count; count++)
        {
            for (int start = 0; start < _a.Length - L.Count; start += 29)
            {
                var source = new Guarded<T>(_a.AsSpan(start, count));
                var part = L.LoadPart(ref source.Span[0], count, canMask);
                AssertSameBits([.. source.Span, .. new T[L.Count - count]], Elements(part), $"{count} loaded");

                var destination = new Guarded<T>(new T[count]);
                L.StorePart(At(_a, start), ref destination.Span[0], count, canMask);
                AssertSameBits(source.Span, destination.Span, $"{count} stored");
                destination.AssertGuardsIntact();
            }
        }
    }

    [Fact]
    public void The_first_lanes_are_kept_and_the_others_set_to_0()
    {
        for (int count = 0; count <= L.Count; count++)
        {
            for (int start = 0; start < _a.Length - L.Count; start += 29)
            {
                T[] expected = [.. _a.AsSpan(start, count), .. new T[L.Count - count]];
                AssertSameBits(expected, Elements(L.First(At(_a, start), count)), $"{count} kept");
            }
        }
    }

    [Fact]
    public void A_partial_sum_or_maximum_has_one_order_for_every_width()
    {
        // The numbers of moderate magnitude are the last ones: sums of others are NaN.
        int lanes = 64 / Unsafe.SizeOf<T>();
        T[] values = _a[^512..];
        for (int length = 1; length < values.Length; length += 3)
        {
            T[] sums = new T[lanes], maxima = new T[lanes];
            for (int i = 0; i < length; i++)
            {
                sums[i % lanes] += values[i];
                maxima[i % lanes] = T.Max(maxima[i % lanes], values[i]);
            }

            Partial<L> sum = default, maximum = default;
            for (int i = 0; i < length; i += L.Count)
            {
                var block = i + L.Count <= length ? At(values, i) : L.LoadPart(ref values[i], length - i, canMask: false);
                sum.Add(block);
                maximum.Max(block);
            }

            AssertSameBits(sums, Elements(new Lanes512<T>(Lanes(sum, length))), $"sum of {length}");
            AssertSameBits(maxima, Elements(new Lanes512<T>(Lanes(maximum, length))), $"maximum of {length}");
        }

        static Vector512<T> Lanes(Partial<L> partial, int length) =>
            Partial<L>.IsWhole ? partial.Whole<T>() : partial.Turned<T>((nuint)length);
    }
}

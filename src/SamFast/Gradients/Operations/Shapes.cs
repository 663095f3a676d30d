using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Validation of the arguments of operations, before anything is written.</summary>
internal static class Shapes
{
    /// <summary>Requires a size that is not negative.</summary>
    internal static void Size(int size, [CallerArgumentExpression(nameof(size))] string name = "")
    {
        if (size < 0)
            throw new ArgumentOutOfRangeException(name, size, $"'{name}' is negative. Pass a number from 0.");
    }

    /// <summary>Requires an exact length.</summary>
    internal static void Length<T>(
        ReadOnlySpan<T> span, long length, string shape, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != length)
        {
            throw new ArgumentException(
                $"'{name}' has length {span.Length}, but {shape} is {length}. Pass a span of that length.", name);
        }
    }

    /// <summary>Requires an exact length, or an empty span.</summary>
    internal static void OptionalLength<T>(
        ReadOnlySpan<T> span, long length, string shape, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (!span.IsEmpty)
            Length(span, length, shape, name);
    }

    /// <summary>Requires that a span that is written does not overlap one that is read.</summary>
    internal static void Apart<T>(
        ReadOnlySpan<T> written, ReadOnlySpan<T> read, [CallerArgumentExpression(nameof(written))] string writtenName = "",
        [CallerArgumentExpression(nameof(read))] string readName = "")
    {
        if (written.Overlaps(read))
        {
            throw new ArgumentException(
                $"'{writtenName}' overlaps '{readName}' in memory. Use separate buffers.", writtenName);
        }
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>Loss and gradient at the start of a step with a line search: those at the end of the last step, or a new
/// evaluation.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    private const ulong HashPrime = 0x9E3779B97F4A7C15;

    // True if the point buffer holds the parameters at which the last search ended.
    internal bool _isStartKnown;

    // The objective of that search: its instance, or else its bits and the number of garbage collections until then.
    private object? _objective;
    private ulong _objectiveBits;
    private int _collections;

    /// <summary>The gradient where a step begins. The objective is evaluated there, unless the parameters are bit for bit those
    /// that the last search left with a known gradient, and the objective is the same as then.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="objective">The loss and its gradient.</param>
    /// <param name="value">The loss with which the last step ended; receives the loss at the parameters.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ReadOnlySpan<T> FirstGradient<TObjective>(
        ReadOnlySpan<T> parameters, scoped ref TObjective objective, scoped ref double value)
        where TObjective : IObjective<T>, allows ref struct
    {
        if (_isStartKnown && _lastGradient != Nowhere && IsSame(ref objective) && IsPoint(parameters))
            return KnownGradient;
        _isStartKnown = false;
        int first = _lastGradient == 0 && _gradientCount > 1 ? 1 : 0;
        Forget(first);
        var gradient = SearchGradient(first);
        value = objective.Evaluate(parameters, gradient);
        return gradient;
    }

    /// <summary>Stores the operands of <see cref="IsSame"/>.</summary>
    internal void Remember<TObjective>(ref TObjective objective) where TObjective : IObjective<T>, allows ref struct
    {
        _objective = Instance(ref objective);
        if (_objective is null && typeof(TObjective).IsValueType)
        {
            _objectiveBits = Bits(ref objective);
            _collections = GC.CollectionCount(0);
        }
    }

    /// <summary>True if an objective is known to be the function that the last search evaluated. A struct is, if its bits equal
    /// those at the end of the search; references in it identify instances as long as no garbage collection moves them.</summary>
    private bool IsSame<TObjective>(ref TObjective objective) where TObjective : IObjective<T>, allows ref struct
    {
        if (Instance(ref objective) is { } instance)
            return ReferenceEquals(instance, _objective) && instance is not IStochasticObjective<T>;
        return typeof(TObjective).IsValueType && _objective is null && !ObjectiveTraits<TObjective>.IsStochastic
            && Bits(ref objective) == _objectiveBits
            && (!ObjectiveTraits<TObjective>.HasReferences || GC.CollectionCount(0) == _collections);
    }

    /// <summary>The objective as an object, if it is one.</summary>
    private static object? Instance<TObjective>(ref TObjective objective) where TObjective : IObjective<T>, allows ref struct
    {
        if (typeof(TObjective) == typeof(DelegateObjective<T>))
            return Unsafe.As<TObjective, DelegateObjective<T>>(ref objective).Function;
        return typeof(TObjective).IsValueType ? null : Unsafe.As<TObjective, object>(ref objective);
    }

    /// <summary>A hash of an objective's type and bits.</summary>
    private static ulong Bits<TObjective>(ref TObjective objective) where TObjective : IObjective<T>, allows ref struct
    {
        ulong hash = (ulong)typeof(TObjective).TypeHandle.Value;
        ref byte first = ref Unsafe.As<TObjective, byte>(ref objective);
        int size = Unsafe.SizeOf<TObjective>(), i = 0;
        for (; i + sizeof(ulong) <= size; i += sizeof(ulong))
            hash = Mix(hash, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)));
        for (; i < size; i++)
            hash = Mix(hash, Unsafe.Add(ref first, i));
        return hash;

        static ulong Mix(ulong hash, ulong word)
        {
            ulong high = Math.BigMul(hash ^ word, HashPrime, out ulong low);
            return ((high ^ low) * HashPrime) + 1;
        }
    }

    /// <summary>True if the parameters equal the point buffer bit for bit.</summary>
    private bool IsPoint(ReadOnlySpan<T> parameters)
    {
        ReadOnlySpan<T> point = new(_point, ParameterCount);
        return sizeof(T) == sizeof(long)
            ? MemoryMarshal.Cast<T, long>(parameters).SequenceEqual(MemoryMarshal.Cast<T, long>(point))
            : MemoryMarshal.Cast<T, int>(parameters).SequenceEqual(MemoryMarshal.Cast<T, int>(point));
    }

    private static class ObjectiveTraits<TObjective> where TObjective : IObjective<T>, allows ref struct
    {
        internal static readonly bool IsStochastic = typeof(IStochasticObjective<T>).IsAssignableFrom(typeof(TObjective));

        internal static readonly bool HasReferences =
            typeof(TObjective).IsByRefLike || RuntimeHelpers.IsReferenceOrContainsReferences<TObjective>();
    }
}

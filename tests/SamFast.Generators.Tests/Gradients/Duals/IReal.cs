using System.Numerics;

namespace SamFast.Generators.Tests.Gradients.Duals;

/// <summary>What generic helpers of the random losses need of a number.</summary>
public interface IReal<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>,
    IDivisionOperators<T, T, T>, IUnaryNegationOperators<T, T>, IComparisonOperators<T, T, bool> where T : IReal<T>
{
    static abstract T Zero { get; }

    static abstract T One { get; }

    static abstract T CreateChecked<TOther>(TOther value) where TOther : INumberBase<TOther>;

    static abstract T Exp(T x);

    static abstract T Sin(T x);

    static abstract T Tanh(T x);

    static abstract T Sqrt(T x);

    static abstract T Abs(T x);

    static abstract T Max(T x, T y);
}

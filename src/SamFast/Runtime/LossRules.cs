using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast.Runtime;

/// <summary>The derivatives of <see cref="Losses"/> in generated code. A loss has written its own gradient, whose tangent is the
/// product of its Hessian with the tangent of the predictions.</summary>
/// <remarks>Companions as those of <see cref="Dense"/>. The same bits for every vector width.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class LossRules
{
    private const string Shape = "the length of the predictions";

    /// <summary>Adds resultAdjoint·gradient.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or spans overlap.</exception>
    public static void PredictionsAdjoint<T>(ReadOnlySpan<T> gradient, double resultAdjoint, Span<T> predictionsAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint(gradient, resultAdjoint, predictionsAdjoint);

    /// <inheritdoc cref="PredictionsAdjoint"/>
    public static void LogitsAdjoint<T>(ReadOnlySpan<T> gradient, double resultAdjoint, Span<T> logitsAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint(gradient, resultAdjoint, logitsAdjoint);

    /// <inheritdoc cref="PredictionsAdjoint"/>
    public static void LogPredictionsAdjoint<T>(ReadOnlySpan<T> gradient, double resultAdjoint, Span<T> logPredictionsAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint(gradient, resultAdjoint, logPredictionsAdjoint);

    /// <summary>Adds resultAdjointTangent·gradient + resultAdjoint·gradientTangent.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or spans overlap.</exception>
    public static void PredictionsAdjointTangent<T>(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gradientTangent, double resultAdjoint, double resultAdjointTangent,
        Span<T> predictionsAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent(gradient, gradientTangent, resultAdjoint, resultAdjointTangent, predictionsAdjointTangent);

    /// <inheritdoc cref="PredictionsAdjointTangent"/>
    public static void LogitsAdjointTangent<T>(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gradientTangent, double resultAdjoint, double resultAdjointTangent,
        Span<T> logitsAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent(gradient, gradientTangent, resultAdjoint, resultAdjointTangent, logitsAdjointTangent);

    /// <inheritdoc cref="PredictionsAdjointTangent"/>
    public static void LogPredictionsAdjointTangent<T>(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gradientTangent, double resultAdjoint, double resultAdjointTangent,
        Span<T> logPredictionsAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent(gradient, gradientTangent, resultAdjoint, resultAdjointTangent, logPredictionsAdjointTangent);

    private static void AddAdjoint<T>(
        ReadOnlySpan<T> gradient, double factor, Span<T> adjoint, [CallerArgumentExpression(nameof(adjoint))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.OptionalLength(adjoint, gradient.Length, Shape, name);
        Shapes.Apart(adjoint, gradient, name);
        Blocks.Add(adjoint, T.CreateTruncating(factor), gradient, adjoint);
    }

    private static void AddAdjointTangent<T>(
        ReadOnlySpan<T> gradient, ReadOnlySpan<T> gradientTangent, double factor, double factorTangent, Span<T> adjointTangent,
        [CallerArgumentExpression(nameof(adjointTangent))] string name = "")
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.OptionalLength(gradientTangent, gradient.Length, Shape);
        Shapes.OptionalLength(adjointTangent, gradient.Length, Shape, name);
        Shapes.Apart(adjointTangent, gradient, name);
        Shapes.Apart(adjointTangent, gradientTangent, name);
        if (factorTangent != 0)
            Blocks.Add(adjointTangent, T.CreateTruncating(factorTangent), gradient, adjointTangent);
        if (!gradientTangent.IsEmpty)
            Blocks.Add(adjointTangent, T.CreateTruncating(factor), gradientTangent, adjointTangent);
    }

    /// <summary>Checks the spans of a tangent beside those of the loss.</summary>
    private static void Check<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> gradient, ReadOnlySpan<T> predictionsTangent, ReadOnlySpan<T> gradientTangent)
    {
        Shapes.Length(gradient, predictions.Length, Shape);
        Shapes.OptionalLength(predictionsTangent, predictions.Length, Shape);
        Shapes.Apart(gradientTangent, predictions);
        Shapes.Apart(gradientTangent, gradient);
        Shapes.Apart(gradientTangent, predictionsTangent);
    }

    /// <summary>The tangent of a loss that is linear in each prediction, apart from corners.</summary>
    private static double Linear<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> gradient, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Losses.CheckGradient(predictions, gradientTangent, nameof(predictions));
        Check(predictions, gradient, predictionsTangent, gradientTangent);
        gradientTangent.Clear();
        return predictionsTangent.IsEmpty ? 0 : Blocks.Dot(gradient, predictionsTangent);
    }

    /// <summary>The tangent of a loss whose examples are elements.</summary>
    private static double Elementwise<T, TTerm>(
        TTerm term, ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, ReadOnlySpan<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, Losses.ICurvedTerm<T>
    {
        Losses.Check(predictions, targets, gradientTangent, reduction, weights);
        Check(predictions, gradient, predictionsTangent, gradientTangent);
        if (predictionsTangent.IsEmpty)
        {
            gradientTangent.Clear();
            return 0;
        }

        Multiply(
            term, ref MemoryMarshal.GetReference(predictions), ref MemoryMarshal.GetReference(targets),
            ref MemoryMarshal.GetReference(predictionsTangent), ref MemoryMarshal.GetReference(gradientTangent), predictions.Length,
            1 / Losses.Count(reduction, predictions.Length), ref MemoryMarshal.GetReference(weights), !weights.IsEmpty);
        return Blocks.Dot(gradient, predictionsTangent);
    }

    /// <summary>Writes the second derivatives times a direction and a scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T, TTerm>(
        TTerm term, ref T predictions, ref T targets, ref T direction, ref T product, int length, double scale, ref T weights,
        bool isWeighted)
        where T : unmanaged
        where TTerm : struct, Losses.ICurvedTerm<T>
    {
        var scales = Blocks.Constant<T>(scale);
        for (int i = 0; i < length; i += Vector512<T>.Count)
        {
            var bend = term.Bend(Blocks.Load(ref predictions, i, length), Blocks.Load(ref targets, i, length));
            bend *= Blocks.Load(ref direction, i, length);
            if (isWeighted)
                Losses.Weigh(Blocks.Load(ref weights, i, length), bend, ref bend);
            Blocks.Store(bend * scales, ref product, i, length);
        }
    }
}

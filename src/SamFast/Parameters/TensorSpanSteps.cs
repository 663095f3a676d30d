using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>
/// Steps with the spans of System.Numerics.Tensors: <c>Step(parameters, gradients)</c> takes a
/// <see cref="TensorSpan{T}"/> or a <see cref="Tensor{T}"/> wherever it takes a span. Allocates nothing.
/// </summary>
/// <remarks>A tensor is stepped in place and must be dense; all tensors of a call must have the same shape. For a model of
/// several tensors, use <see cref="Parameters{T}"/> or <see cref="TensorBuffers{T}"/>.</remarks>
public static class TensorSpanSteps
{
    /// <summary>Updates the parameters in place with one gradient. Allocates nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap
    /// them.</param>
    /// <exception cref="ArgumentNullException">The optimizer is null.</exception>
    /// <exception cref="ArgumentException">A tensor is not dense, has another shape or another length, or the two
    /// overlap; nothing was modified.</exception>
    public static void Step<T>(this IGradientOptimizer<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters));
    }

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap
    /// them.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(
        this ILossOptimizer<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients, double value)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters), value);
    }

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap them.
    /// Holds unspecified values afterwards.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(this IConsumingOptimizer<T> optimizer, in TensorSpan<T> parameters, in TensorSpan<T> gradients)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters));
    }

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap them.
    /// Holds unspecified values afterwards.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(
        this ILossConsumingOptimizer<T> optimizer, in TensorSpan<T> parameters, in TensorSpan<T> gradients, double value)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters), value);
    }

    /// <exception cref="InvalidOperationException">The step needs the diagonal of the Hessian; nothing was
    /// modified.</exception>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(
        this IHessianOptimizer<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters));
    }

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap
    /// them.</param>
    /// <param name="hessianDiagonal">The diagonal at these parameters: dense, and of the same shape; may not overlap
    /// them.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(
        this IHessianOptimizer<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients,
        in ReadOnlyTensorSpan<T> hessianDiagonal)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters), Flat(hessianDiagonal, parameters));
    }

    /// <summary>A whole period of sharpness-aware minimization, one outer step. Allocates nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradient">The gradient function; called at the parameters first.</param>
    /// <exception cref="ArgumentNullException">The optimizer is null.</exception>
    /// <exception cref="ArgumentException">The tensor is not dense or has another length; nothing was
    /// modified.</exception>
    public static void Step<T, TGradient>(this IOpaqueSam<T> optimizer, in TensorSpan<T> parameters, ref TGradient gradient)
        where T : unmanaged
        where TGradient : IGradient<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), ref gradient);
    }

    /// <inheritdoc cref="Step{T, TGradient}(IOpaqueSam{T}, in TensorSpan{T}, ref TGradient)"/>
    public static void Step<T>(this IOpaqueSam<T> optimizer, in TensorSpan<T> parameters, GradientFunction<T> gradient)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), gradient);
    }

    /// <summary>A whole period with the gradient at the parameters known: one evaluation fewer. Allocates
    /// nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap
    /// them.</param>
    /// <param name="gradient">The gradient function; called at the perturbed points only.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})" path="/exception"/>
    public static void Step<T, TGradient>(
        this IOpaqueSam<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients,
        ref TGradient gradient)
        where T : unmanaged
        where TGradient : IGradient<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters), ref gradient);
    }

    /// <inheritdoc
    /// cref="Step{T, TGradient}(IOpaqueSam{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T}, ref TGradient)"/>
    public static void Step<T>(
        this IOpaqueSam<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients,
        GradientFunction<T> gradient)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters), gradient);
    }

    /// <summary>Evaluates the objective at the parameters, then along the update. Allocates nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="objective">The loss and its gradient; called at the parameters first.</param>
    /// <returns>The loss at the updated parameters.</returns>
    /// <exception cref="ArgumentNullException">The optimizer is null.</exception>
    /// <exception cref="ArgumentException">The tensor is not dense or has another length; nothing was
    /// modified.</exception>
    public static double Step<T, TObjective>(
        this ILinesearchOptimizer<T> optimizer, in TensorSpan<T> parameters, ref TObjective objective)
        where T : unmanaged
        where TObjective : IObjective<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.Step(Flat(parameters), ref objective);
    }

    /// <inheritdoc cref="Step{T, TObjective}(ILinesearchOptimizer{T}, in TensorSpan{T}, ref TObjective)"/>
    public static double Step<T>(
        this ILinesearchOptimizer<T> optimizer, in TensorSpan<T> parameters, ObjectiveFunction<T> objective)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.Step(Flat(parameters), objective);
    }

    /// <summary>A step with the loss and its gradient at the parameters known: one evaluation fewer. Allocates
    /// nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap
    /// them.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <param name="objective">The loss and its gradient; called at other points only.</param>
    /// <returns>The loss at the updated parameters.</returns>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})" path="/exception"/>
    public static double Step<T, TObjective>(
        this ILinesearchOptimizer<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients, double value,
        ref TObjective objective)
        where T : unmanaged
        where TObjective : IObjective<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.Step(Flat(parameters), Flat(gradients, parameters), value, ref objective);
    }

    /// <inheritdoc
    /// cref="Step{T, TObjective}(ILinesearchOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T}, double, ref TObjective)"/>
    public static double Step<T>(
        this ILinesearchOptimizer<T> optimizer, in TensorSpan<T> parameters, in ReadOnlyTensorSpan<T> gradients, double value,
        ObjectiveFunction<T> objective)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.Step(Flat(parameters), Flat(gradients, parameters), value, objective);
    }

    private static Span<T> Flat<T>(
        scoped in TensorSpan<T> tensor, [CallerArgumentExpression(nameof(tensor))] string argument = "") where T : unmanaged
    {
        Check<T>(tensor, argument);
        return MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), (int)tensor.FlattenedLength);
    }

    private static Span<T> Flat<T>(
        scoped in TensorSpan<T> tensor, scoped in TensorSpan<T> parameters,
        [CallerArgumentExpression(nameof(tensor))] string argument = "")
        where T : unmanaged
    {
        CheckShape<T>(tensor, parameters, argument);
        return Flat(tensor, argument);
    }

    private static ReadOnlySpan<T> Flat<T>(
        scoped in ReadOnlyTensorSpan<T> tensor, scoped in TensorSpan<T> parameters,
        [CallerArgumentExpression(nameof(tensor))] string argument = "")
        where T : unmanaged
    {
        CheckShape(tensor, parameters, argument);
        Check(tensor, argument);
        return MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), (int)tensor.FlattenedLength);
    }

    private static void Check<T>(in ReadOnlyTensorSpan<T> tensor, string argument) where T : unmanaged
    {
        if (!tensor.IsDense && !tensor.IsEmpty)
            NotDense(argument);
        if (tensor.FlattenedLength > int.MaxValue)
            TooLong(argument, tensor.FlattenedLength);
    }

    private static void CheckShape<T>(
        in ReadOnlyTensorSpan<T> tensor, in ReadOnlyTensorSpan<T> parameters, string argument) where T : unmanaged
    {
        if (!tensor.Lengths.SequenceEqual(parameters.Lengths))
            OtherShape(argument, Shape(tensor.Lengths), Shape(parameters.Lengths));
    }

    private static string Shape(ReadOnlySpan<nint> lengths) => $"[{string.Join(", ", lengths.ToArray())}]";

    [DoesNotReturn]
    private static void NotDense(string argument) =>
        throw new ArgumentException(
            "The tensor is not dense: its elements have gaps in memory, or are not in row-major order. Copy it to "
            + "a dense one, or step the tensors that contain it, as TensorBuffers<T>.", argument);

    [DoesNotReturn]
    private static void TooLong(string argument, nint length) =>
        throw new ArgumentException(
            $"The tensor has {length} elements, and an optimizer steps at most {int.MaxValue}. Split it into several.", argument);

    [DoesNotReturn]
    private static void OtherShape(string argument, string shape, string parameters) =>
        throw new ArgumentException(
            $"The tensor has the shape {shape}, and the parameters have {parameters}. Pass one of the same shape.", argument);
}

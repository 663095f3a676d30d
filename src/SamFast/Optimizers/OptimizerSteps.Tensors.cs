using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast;

/// <remarks>Of System.Numerics.Tensors, a <see cref="Tensor{T}"/> or a <see cref="TensorSpan{T}"/> takes the place of a span. A
/// tensor is stepped in place and must be dense; all tensors of a call must have the same shape. For a model of several tensors,
/// use <see cref="Parameters{T}"/> or <see cref="TensorBuffers{T}"/>.</remarks>
public static partial class OptimizerSteps
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
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap them.
    /// Holds unspecified values afterwards.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(this IConsumingOptimizer<T> optimizer, in TensorSpan<T> parameters, in TensorSpan<T> gradients)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Flat(parameters), Flat(gradients, parameters));
    }

    /// <summary>Updates the parameters in place with one gradient and the loss. Allocates nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters: dense, and of the same shape; may not overlap
    /// them. An optimizer that consumes gradients overwrites it.</param>
    /// <param name="value">The loss at these parameters. Optimizers that do not need it ignore it.</param>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})"/>
    public static void Step<T>(
        this IGradientDrivenOptimizer<T> optimizer, in TensorSpan<T> parameters, in TensorSpan<T> gradients, double value)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.StepWithGradient(Flat(parameters), Flat(gradients, parameters), value);
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

    /// <summary>Takes one step of an optimizer of any kind with the gradients and losses that it needs. Allocates nothing.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The parameters: dense, and as many as the optimizer was constructed for.</param>
    /// <param name="gradients">Memory for a gradient: dense, and of the same shape; may not overlap the parameters. Holds
    /// unspecified values afterwards.</param>
    /// <param name="objective">The loss and its gradient.</param>
    /// <returns>The loss at the parameters before the step; of a line search, after it.</returns>
    /// <inheritdoc cref="IOptimizer{T}.StepWith{TObjective}(Span{T}, Span{T}, ref TObjective)" path="/remarks"/>
    /// <inheritdoc cref="Step{T}(IGradientOptimizer{T}, in TensorSpan{T}, in ReadOnlyTensorSpan{T})" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public static double StepWith<T, TObjective>(
        this IOptimizer<T> optimizer, in TensorSpan<T> parameters, in TensorSpan<T> gradients, ref TObjective objective)
        where T : unmanaged
        where TObjective : IObjective<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.StepWith(Flat(parameters), Flat(gradients, parameters), ref objective);
    }

    /// <inheritdoc cref="StepWith{T, TObjective}(IOptimizer{T}, in TensorSpan{T}, in TensorSpan{T}, ref TObjective)"/>
    [OverloadResolutionPriority(-1)]
    public static double StepWith<T>(
        this IOptimizer<T> optimizer, in TensorSpan<T> parameters, in TensorSpan<T> gradients, ObjectiveFunction<T> objective)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer.StepWith(Flat(parameters), Flat(gradients, parameters), objective);
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

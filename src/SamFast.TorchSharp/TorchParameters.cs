using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast;

/// <summary>Binds optimizers to the parameters of TorchSharp's modules.</summary>
public static class TorchParameters
{
    /// <summary>Binds the parameters of a module that require a gradient, in the order and under the names of
    /// <c>named_parameters()</c>.</summary>
    /// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="module">The module; its parameters are contiguous tensors on the CPU, all of that type.</param>
    /// <param name="group">Returns the group of a parameter in the layout, or null, by its name and tensor:
    /// <c>(name, p) => p.dim() > 1 ? "decay" : null</c>. Masks and partitions of a declaration refer to these groups.</param>
    /// <param name="where">Selects the parameters to bind; others keep their values. Null for all that require a
    /// gradient.</param>
    /// <exception cref="ArgumentNullException">The module is null.</exception>
    /// <exception cref="ArgumentException">A parameter is not such a tensor, two share memory, or there is
    /// none.</exception>
    /// <exception cref="NotSupportedException">The type is another one.</exception>
    public static TorchParameters<T> Bind<T>(
        torch.nn.Module module, Func<string, Parameter, string?>? group = null,
        Func<string, Parameter, bool>? where = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(module);
        return new TorchParameters<T>(module, group ?? ((_, _) => null), where ?? ((_, _) => true));
    }
}

/// <summary>
/// The parameters of a module, bound: optimizers step them and read their gradients in torch's memory, without copying and
/// without allocation. Construct the optimizer with <see cref="Layout"/>.
/// </summary>
/// <remarks>
/// <para>Each step looks up the addresses of the gradients: <c>zero_grad</c> may drop them and <c>backward</c> allocate others.
/// Copying values into parameters (<c>load_state_dict</c>) does not move them. If a module has replaced a parameter, as
/// <c>to(dtype)</c> does, the step throws.</para>
/// <para>A step writes without autograd, as an optimizer within <c>no_grad</c> does. It does not increment torch's version
/// counters, so torch does not detect a backward pass after the step through a graph from before it.</para>
/// </remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The tensors pin nothing.")]
public sealed unsafe class TorchParameters<T> where T : unmanaged
{
    private readonly BoundParameter<T>[] _parameters;
    private readonly TensorBuffers<T> _tensors;

    internal TorchParameters(
        torch.nn.Module module, Func<string, Parameter, string?> group, Func<string, Parameter, bool> where)
    {
        Module = module;
        _parameters =
        [
            .. module.named_parameters()
                .Where(named => named.parameter.requires_grad && where(named.name, named.parameter))
                .Select(named => new BoundParameter<T>(module, named.name, named.parameter)),
        ];
        if (_parameters.Length == 0)
        {
            throw new ArgumentException(
                "The module has no parameter to bind: none requires a gradient, or none is wanted. Look at its "
                + "named_parameters().", nameof(module));
        }

        RefuseOverlaps();
        Layout = Layout.Create([.. _parameters.Select(bound => bound.ShapeIn(group(bound.Name, bound.Parameter)))]);
        _tensors = new TensorBuffers<T>([.. Layout.Select(tensor => tensor.Length)]);
    }

    /// <summary>The module.</summary>
    public torch.nn.Module Module { get; }

    /// <summary>Names, shapes and groups of the parameters: the layout to construct the optimizer with.</summary>
    public Layout Layout { get; }

    /// <summary>Updates the parameters with their gradients. Allocates nothing.</summary>
    /// <param name="optimizer">A chain, or transparent SAM, of which this is one phase.</param>
    /// <exception cref="InvalidOperationException">A parameter has no gradient, or was replaced since it was bound, or
    /// the gradient is not a contiguous tensor on the CPU; nothing was modified.</exception>
    /// <exception cref="ArgumentException">The optimizer was made with another layout; nothing was
    /// modified.</exception>
    public void Step(IGradientOptimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Step(Current());
    }

    /// <summary>Updates the parameters with their gradients and the loss. Allocates nothing.</summary>
    /// <inheritdoc cref="Step(IGradientOptimizer{T})"/>
    /// <param name="optimizer">A chain, or transparent SAM, of which this is one phase.</param>
    /// <param name="loss">The loss at these parameters. Optimizers that do not need it ignore it.</param>
    public void Step(IGradientDrivenOptimizer<T> optimizer, double loss)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.StepWithGradient(Current(), loss);
    }

    /// <summary>Returns the current addresses of parameters and gradients, for one call of an optimizer. Always the same
    /// object. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">As in <see cref="Step(IGradientOptimizer{T})"/>.</exception>
    public TensorBuffers<T> Current()
    {
        for (int i = 0; i < _parameters.Length; i++)
            _tensors.Place(i, _parameters[i].Locate(), _parameters[i].LocateGradient());
        return _tensors;
    }

    /// <summary>Copies the parameters into one flat vector, in the order of the layout. Allocates nothing.</summary>
    /// <param name="destination">As long as all of them together.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">A parameter was replaced since it was bound.</exception>
    public void CopyTo(Span<T> destination)
    {
        Check(destination.Length, nameof(destination));
        foreach (var bound in _parameters)
        {
            new ReadOnlySpan<T>(bound.Locate(), bound.Length).CopyTo(destination);
            destination = destination[bound.Length..];
        }
    }

    /// <summary>Copies the gradients into one flat vector, in the order of the layout. Allocates nothing.</summary>
    /// <param name="destination">As long as all of them together.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">As in <see cref="Step(IGradientOptimizer{T})"/>.</exception>
    public void CopyGradientsTo(Span<T> destination)
    {
        Check(destination.Length, nameof(destination));
        foreach (var bound in _parameters)
        {
            new ReadOnlySpan<T>(bound.LocateGradient(), bound.Length).CopyTo(destination);
            destination = destination[bound.Length..];
        }
    }

    /// <summary>Copies a flat vector into the parameters: one of a checkpoint, or averages of the weights. Allocates
    /// nothing.</summary>
    /// <param name="source">As long as all of them together.</param>
    /// <exception cref="ArgumentException">The span has another length; nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">A parameter was replaced since it was bound; nothing was
    /// modified.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        Check(source.Length, nameof(source));
        foreach (var bound in _parameters)
            bound.Locate();
        foreach (var bound in _parameters)
        {
            source[..bound.Length].CopyTo(new Span<T>(bound.Locate(), bound.Length));
            source = source[bound.Length..];
        }
    }

    private void Check(int length, string argument)
    {
        if (length != Layout.ParameterCount)
        {
            throw new ArgumentException(
                $"The bound parameters are {Layout.ParameterCount}, but the span has length {length}. Pass a span of "
                + "that length.", argument);
        }
    }

    private void RefuseOverlaps()
    {
        var inOrder = _parameters.Where(bound => bound.Length > 0).OrderBy(bound => (nuint)bound.Locate()).ToArray();
        for (int i = 1; i < inOrder.Length; i++)
        {
            if (inOrder[i].Locate() < inOrder[i - 1].Locate() + inOrder[i - 1].Length)
            {
                throw new ArgumentException(
                    $"The parameters '{inOrder[i - 1].Name}' and '{inOrder[i].Name}' share memory. Use one Parameter "
                    + "object in both places, or leave one of them out with where.", "module");
            }
        }
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast;

/// <summary>A bound parameter of a module.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
internal sealed unsafe class BoundParameter<T> where T : unmanaged
{
    private const string BindAgain = " Bind the module again, and construct another optimizer.";

    // The module that has it, and its name there; null if unknown.
    private readonly torch.nn.Module? _owner;
    private readonly string _nameInOwner;

    // The module's registry of parameters. Its public lookups allocate; they are the fallback.
    private readonly IDictionary<string, Parameter>? _registry;
    private readonly int[] _dimensions;

    public BoundParameter(torch.nn.Module module, string name, Parameter parameter)
    {
        (Name, Parameter) = (name, parameter);
        if (RawTensor.Problem<T>(parameter.Handle) is { } problem)
        {
            throw new ArgumentException(
                $"The parameter '{name}' {problem.What}. {problem.BeforeBinding} Or exclude it with where.",
                nameof(module));
        }

        _dimensions = [.. parameter.shape.Select(dimension => checked((int)dimension))];
        Length = checked((int)LibTorchSharp.Length(parameter.Handle));
        (_owner, _nameInOwner) = FindOwner(module, name, parameter);
        if (_owner is not null && RegistryOf(_owner) is { } registry
            && registry.TryGetValue(_nameInOwner, out var registered)
            && ReferenceEquals(registered, parameter))
        {
            _registry = registry;
        }
    }

    public string Name { get; }

    public Parameter Parameter { get; }

    public int Length { get; }

    public TensorShape ShapeIn(string? group) => new(Name, _dimensions, group) { OutputsFirst = true };

    /// <summary>Returns the address of its elements.</summary>
    /// <exception cref="InvalidOperationException">It was replaced since it was bound.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T* Locate()
    {
        if (Parameter.IsInvalid || IsReplaced())
            Replaced();
        nint handle = Parameter.Handle;
        if (!RawTensor.IsUsable<T>(handle, Length))
            NoLonger(handle);
        return (T*)LibTorchSharp.Data(handle);
    }

    /// <summary>Returns the address of its gradient's elements.</summary>
    /// <exception cref="InvalidOperationException">It has no gradient, or one that cannot be read in place.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T* LocateGradient()
    {
        nint gradient = LibTorchSharp.Gradient(Parameter.Handle);
        if (gradient == 0)
            NoGradient();

        // Torch keeps the gradient; this is only one more handle of it.
        try
        {
            if (!RawTensor.IsUsable<T>(gradient, Length))
                UnusableGradient(gradient);
            return (T*)LibTorchSharp.Data(gradient);
        }
        finally
        {
            LibTorchSharp.Dispose(gradient);
        }
    }

    private bool IsReplaced()
    {
        if (_registry is not null)
            return !_registry.TryGetValue(_nameInOwner, out var registered) || !ReferenceEquals(registered, Parameter);
        return _owner is not null && !ReferenceEquals(_owner.get_parameter(_nameInOwner), Parameter);
    }

    private void Replaced() => throw new InvalidOperationException(
        $"The module has replaced the parameter '{Name}' since it was bound."
        + BindAgain);

    private void NoLonger(nint handle)
    {
        string what = RawTensor.Problem<T>(handle)?.What
            ?? $"has {LibTorchSharp.Length(handle)} elements, and had {Length} when it was bound";
        throw new InvalidOperationException($"The parameter '{Name}' {what}." + BindAgain);
    }

    private void NoGradient() => throw new InvalidOperationException(
        $"The parameter '{Name}' has no gradient. Call backward() before the step, with a loss that depends on it. If "
        + "it is not to be trained, call requires_grad_(false) before binding, or exclude it with where; if some losses "
        + "do not depend on it, zero_grad(set_to_none: false) keeps a gradient of zeros.");

    private void UnusableGradient(nint gradient)
    {
        var problem = RawTensor.Problem<T>(gradient);
        throw new InvalidOperationException(problem is { } known
            ? $"The gradient of '{Name}' {known.What}. {known.OfGradient}"
            : $"The gradient of '{Name}' has {LibTorchSharp.Length(gradient)} elements, and the parameter has {Length}. Assign a gradient of the same shape.");
    }

    private static (torch.nn.Module? Owner, string Name) FindOwner(
        torch.nn.Module root, string name, Parameter parameter)
    {
        foreach (var (path, module) in root.named_modules().Prepend(("", root)))
        {
            string prefix = path.Length == 0 ? "" : path + ".";
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            string rest = name[prefix.Length..];

            if (!rest.Contains('.', StringComparison.Ordinal) && ReferenceEquals(module.get_parameter(rest), parameter))
                return (module, rest);
        }

        return (null, name);
    }

    private static IDictionary<string, Parameter>? RegistryOf(torch.nn.Module module) =>
        typeof(torch.nn.Module).GetField("_internal_params", BindingFlags.Instance | BindingFlags.NonPublic)
            ?.GetValue(module) as IDictionary<string, Parameter>;
}

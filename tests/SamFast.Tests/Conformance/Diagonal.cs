using System.Numerics;
using System.Text.Json;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>The diagonal of the Hessian in a recorded run: constants for all elements or for each array, or a function of the
/// parameters.</summary>
internal sealed class Diagonal
{
    private const string Argument = "hessian_diagonal_fn";

    private readonly JsonElement _function;
    private readonly IReadOnlyList<Interpreter.Tensor> _parameters;

    private Diagonal(JsonElement function, IReadOnlyList<Interpreter.Tensor> parameters)
    {
        _parameters = parameters;
        _function = function.ValueKind == JsonValueKind.Object && new Call(function) is { IsCall: true } call
            && call.Arguments.FirstOrDefault(a => a.Name == "values").Value is { ValueKind: not JsonValueKind.Undefined } values
            ? values
            : function;
    }

    /// <summary>The diagonal of a call tree; null if no call takes one.</summary>
    public static Diagonal? Of(JsonElement tree, IReadOnlyList<Interpreter.Tensor> parameters) =>
        Find(Recorded.Plain(tree, parameters)) is { } function ? new Diagonal(function, parameters) : null;

    /// <summary>The reason if the function cannot be computed; otherwise null.</summary>
    public string? Problem
    {
        get
        {
            int count = _parameters.Sum(tensor => (int)tensor.Size);
            try
            {
                int length = At(new double[count]).Length;
                return length == count ? null : $"{length} elements for {count} parameters";
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException or InvalidCastException
                or KeyNotFoundException or ArgumentException)
            {
                return _function.GetRawText();
            }
        }
    }

    /// <summary>The diagonal at a point.</summary>
    public T[] At<T>(T[] parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_function.ValueKind == JsonValueKind.Object && _function.TryGetProperty("lambda", out var lambda))
        {
            object? values = Interpreter.Apply(lambda.GetString()!, Tree(parameters));
            return Flat<T>(Interpreter.ToJson(values), parameters.Length);
        }

        return Flat<T>(_function, parameters.Length);
    }

    private Dictionary<string, object?> Tree<T>(T[] parameters) where T : INumberBase<T>
    {
        Dictionary<string, object?> tree = [];
        int start = 0;
        foreach (var tensor in _parameters)
        {
            int end = start + (int)tensor.Size;
            tree[tensor.Name] = Functions.Vector(parameters[start..end].Select(object? (p) => double.CreateChecked(p)));
            start = end;
        }

        return tree;
    }

    private T[] Flat<T>(JsonElement values, int length) where T : IBinaryFloatingPointIeee754<T> => values.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.String => [.. Enumerable.Repeat(Golden.Number<T>(values), length)],
        JsonValueKind.Array => [.. values.EnumerateArray().SelectMany(item => Flat<T>(item, 1))],
        JsonValueKind.Object => [.. _parameters.SelectMany(tensor => Flat<T>(values.GetProperty(tensor.Name), (int)tensor.Size))],
        _ => throw new FormatException($"{values} is not a diagonal."),
    };

    private static JsonElement? Find(JsonElement tree)
    {
        if (tree.ValueKind == JsonValueKind.Array)
            return tree.EnumerateArray().Select(Find).FirstOrDefault(found => found is not null);
        if (tree.ValueKind != JsonValueKind.Object)
            return null;
        return tree.TryGetProperty(Argument, out var function) && function.ValueKind != JsonValueKind.Null
            ? function
            : tree.EnumerateObject().Select(property => Find(property.Value)).FirstOrDefault(found => found is not null);
    }
}

namespace SamFast.Generators.Gradients.Ir;

/// <summary>A call over whole arrays: of a method with a rule, or of one of its companions.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Callee">The method that is called.</param>
/// <param name="Operands">The operands by name: those of the method, and the adjoints and tangents that belong to them. The callee
/// takes those that it has parameters for.</param>
/// <param name="IsAdjoint">True if the callee adds adjoints.</param>
internal sealed record Operation(Rule Rule, Companion Callee, IReadOnlyList<Operand> Operands, bool IsAdjoint = false)
{
    public IEnumerable<ArrayVariable> Written => Arrays(Access.Write).Concat(Arrays(Access.Add));

    public IEnumerable<ArrayVariable> Read => Arrays(Access.Read);

    public Operand? this[string name] => Operands.FirstOrDefault(operand => operand.Name == name);

    private IEnumerable<ArrayVariable> Arrays(Access access) =>
        Operands.Where(operand => operand.Array is not null && operand.Access == access).Select(operand => operand.Array!);
}

/// <summary>The use of an array.</summary>
internal enum Access
{
    Read,

    /// <summary>All its elements are overwritten.</summary>
    Write,

    Add,
}

/// <summary>An operand of a call.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Array">The array that it is a part of; null for a number.</param>
/// <param name="First">The place of the number, or of the start, which the length follows, among the arguments of the operation.</param>
internal sealed record Operand(string Name, ArrayVariable? Array, int First, Access Access = Access.Read)
{
    /// <summary>True for a number that is passed by reference: the first element of the part.</summary>
    public bool IsReference { get; init; }
}

/// <summary>A method over arrays and numbers, and the companions that its derivatives call.</summary>
/// <param name="Method">The name of the method, for messages.</param>
/// <param name="Primal">The method.</param>
/// <param name="Adjoint">Adds the adjoints of the inputs.</param>
/// <param name="Tangent">Writes the tangents of the outputs, or returns that of the result.</param>
/// <param name="AdjointTangent">Adds the tangents of the adjoints.</param>
internal sealed record Rule(string Method, Companion Primal, Companion? Adjoint = null, Companion? Tangent = null, Companion? AdjointTangent = null)
{
    /// <summary>Without adjoint, the problem of an input that depends on the parameters, and its remedy.</summary>
    public string Objection { get; init; } = "";

    /// <summary>True if the companions are methods of this compilation.</summary>
    public bool HasSource { get; init; }

    /// <summary>True for a method of another project of an editor: its companions are not known, but exist.</summary>
    public bool IsForeignSource { get; init; }

    /// <summary>True if an output has a derivative. Only the companions read one that has none.</summary>
    public bool Differentiates(string output) => Adjoint is null || Adjoint.Takes(output + "Adjoint");
}

/// <summary>A method that generated code calls.</summary>
/// <param name="Call">Its name with type arguments, as C#.</param>
internal sealed record Companion(string Call, IReadOnlyList<CompanionParameter> Parameters)
{
    /// <summary>The instance of a method of a struct, whose name the call then is; null for a static method.</summary>
    public CompanionParameter? Instance { get; init; }

    /// <summary>True for a property.</summary>
    public bool IsProperty { get; init; }

    public bool Takes(string name) => Parameters.Any(parameter => parameter.Name == name);
}

/// <summary>A parameter of such a method.</summary>
/// <param name="Number">The type of a number; null for spans and structs.</param>
/// <param name="Type">Its type, as C#, if a number needs a conversion to it, and for structs.</param>
/// <param name="Fields">The members of a struct: its operands have the names <c>windows.Height</c>.</param>
internal sealed record CompanionParameter(string Name, NumberType? Number, string? Type = null, IReadOnlyList<string>? Fields = null)
{
    /// <summary>True for a number that is passed by reference.</summary>
    public bool IsReference { get; init; }

    /// <summary>True for a number that may be null, which it is if there is no operand.</summary>
    public bool IsNullable { get; init; }
}

using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the local function of a sweep with its kernels, in order, for one block.</summary>
internal sealed class FormulaWriter(CodeWriter writer, SweepCode code)
{
    private readonly Sweep _sweep = code.Sweep;
    private readonly KernelCall _calls = new(writer, code.Plan);

    public void Write()
    {
        writer.Line();
        writer.Line("// The formulas, for one block.");
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        writer.Call($"{(code.HasResult || code.IsReduction ? Locals.Lanes : "void")} {Locals.Block}", Parameters(), "");
        using (writer.Braces())
            Body();
    }

    private string[] Parameters() =>
    [
        .. _sweep.ReadsParameter ? [$"{Locals.Lanes} {Locals.Parameter}"] : Array.Empty<string>(),
        .. _sweep.ReadsUpdate ? [$"{Locals.Lanes} {code.Incoming}"] : Array.Empty<string>(),
        .. code.Slots.Select(s => $"{(_sweep.IsWritten(s) ? "ref " : "")}{Locals.Lanes} {s.Name}"),
        .. code.IsReduction ? [] : code.Measures.Select(measure => $"out {Locals.Lanes} {measure.Here}"),
        .. code.RoundingInputs.Select(bits => $"{Locals.Lanes} {bits}"),
        .. code.Noises.Count > 0 ? [$"System::UIntPtr {Locals.Index}"] : Array.Empty<string>(),
    ];

    private void Body()
    {
        Link? titled = null;
        bool isDeclared = _sweep.ReadsUpdate, hasMoved = _sweep.Projects;
        foreach (var (condition, operations) in Runs())
        {
            if (!hasMoved && operations[0].Link.Kernel.IsProjection)
            {
                writer.Line($"parameter {Sign}= update;");
                hasMoved = true;
            }

            foreach (var measure in operations.Where(o => condition is not null && o.Kind == OperationKind.Measure))
                writer.Line($"{Target(measure)}{Locals.Lanes}.Zero;");
            using (condition is null ? null : writer.Block($"if ({condition})"))
            {
                foreach (var operation in operations)
                {
                    if (!operation.Link.Equals(titled))
                        writer.Line($"// {operation.Link.Model.Title}{(operation.IsReplay ? ", replayed" : "")}");
                    titled = operation.Link;
                    bool declares = !isDeclared && operation.Kind == OperationKind.Update;
                    isDeclared |= declares;
                    Formula(operation, declares ? Locals.Lanes + " " : "");
                }
            }
        }

        Return(hasMoved);
    }

    private void Return(bool hasMoved)
    {
        if (hasMoved || _sweep.Sign == Planning.Sign.Copy)
            writer.Line("return parameter;");
        else if (_sweep.Moves)
            writer.Line($"return parameter {Sign} update;");
        else if (_sweep.LeavesUpdate)
            writer.Line("return update;");
    }

    private string Sign => _sweep.Sign switch
    {
        Planning.Sign.Add => "+",
        Planning.Sign.Subtract => "-",
        _ => throw new InvalidOperationException($"{_sweep.Sign} has no operator."),
    };

    /// <summary>Consecutive operations on the same tensors, before the parameters move or after.</summary>
    private List<(string? Condition, List<Operation> Operations)> Runs()
    {
        var runs = new List<(string? Condition, List<Operation> Operations)>();
        foreach (var operation in _sweep.Operations)
        {
            string? condition = operation.Kind == OperationKind.Measure && code.IsReduction ? null : operation.Link.InTile();
            bool continues = runs.Count > 0 && runs[runs.Count - 1].Condition == condition
                && runs[runs.Count - 1].Operations[0].Link.Kernel.IsProjection == operation.Link.Kernel.IsProjection;
            if (!continues)
                runs.Add((condition, []));
            runs[runs.Count - 1].Operations.Add(operation);
        }

        return runs;
    }

    /// <summary>A kernel call, and the rounding of the slots it writes.</summary>
    private void Formula(Operation operation, string declaration)
    {
        if (operation.Kind == OperationKind.Keep)
        {
            writer.Line($"{operation.Slots.Single().Name} = update;");
            return;
        }

        // Without lanes, no argument determines the type parameter.
        var (link, bindings) = (operation.Link, operation.Method.Bindings);
        string type = bindings.Any(b => b is { Field: null } or { IsRef: true } && IsLanes(b, link)) ? "" : $"<{Locals.Lanes}>";
        _calls.Write(
            declaration + Target(operation) + $"{link.Kernel.Type}.{Names.Escape(operation.Method.Name)}{type}", operation.Method,
            b => (b is { Role: Role.Slot, IsRef: true } ? "ref " : "") + Value(b, link), b => Value(b, link));
        Slot[] written = [.. operation.Slots.Where(operation.Writes)];
        foreach (var slot in SweepCode.Flushes(operation) ? written : [])
            writer.Line($"{slot.Name} = SamFast::Authoring.Lanes.FlushBelow({slot.Name}, {Locals.FlushBelow});");
        foreach (var slot in written.Where(code.Rounding.IsReadAgain))
            writer.Line($"{slot.Name} = SamFast::Runtime.BFloat16.Round({slot.Name}{(slot.IsStochastic ? ", " + code.Rounding.Bits(slot) : "")});");
    }

    private string Target(Operation operation) => operation.Kind switch
    {
        OperationKind.Update => "update = ",
        OperationKind.Project or OperationKind.Evaluate => "parameter = ",
        OperationKind.Measure when code.IsReduction => "return ",
        OperationKind.Measure => code.Measures.First(m => m.Operation.Equals(operation)).Here + " = ",
        _ => "",
    };

    private static bool IsLanes(BindingModel binding, Link link) => binding.Role switch
    {
        Role.Precision => false,
        Role.Hyperparameter => link.Properties.ContainsKey(binding.Name),
        _ => true,
    };

    private string Value(BindingModel binding, Link link) => binding.Role switch
    {
        Role.Update => Locals.Update,
        Role.Parameter => Locals.Parameter,
        Role.Hessian => Locals.Hessian,
        Role.Slot => link.Slots[binding.Name].Name,
        Role.Coefficient or Role.State => link.Scalars[binding.Name].Lane,
        Role.Precision => link.Precision(),
        _ when binding.IsRandom => $"{link.Noises[binding.Name].Name}.{binding.Role}<{Locals.Lanes}, {code.Plan.Model.Precision}>(i)",
        _ => link.Properties.TryGetValue(binding.Name, out var property) ? property.Lane : link.Constant(binding.Name)!,
    };
}

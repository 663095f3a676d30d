using System.Globalization;
using System.Reflection;
using System.Text;

namespace SamFast.Generators.Tests.Catalog;

/// <summary>All attributes for declarations, as Markdown tables made from signatures and comments.</summary>
internal static class Listing
{
    private static readonly string _library =
        Path.GetFullPath(Path.Combine(Project.Directory, "..", "..", "src", "SamFast"));

    /// <summary>The folder of the list, to which its links are relative.</summary>
    public static string Folder { get; } = Path.Combine(_library, "Transforms");

    public static IEnumerable<Type> Transforms => Derived<TransformAttribute>().Except(Aliases).Except(Projections).Except(Linesearches);

    public static IEnumerable<Type> Projections =>
        Derived<TransformAttribute>().Where(type => type.GetMethod("Project") is not null);

    public static IEnumerable<Type> Linesearches => Derived<LinesearchAttribute>();

    public static IEnumerable<Type> Aliases => Derived<AliasAttribute>();

    public static IEnumerable<Type> Schedules => Derived<ScheduleAttribute>();

    public static IEnumerable<Type> Wrappers => Derived<WrapperAttribute>();

    public static string Text()
    {
        var text = new StringBuilder(
            """
            # Catalog

            A test generates this page from signatures and comments: `SAMFAST_UPDATE_SNAPSHOTS=1 dotnet test --filter Snapshot`.
            Arguments and defaults are optax's; the comments name exceptions. State is per parameter, for an optimizer over
            `float`. Over `double`, it is twice as large; a slot in bfloat16 takes 2 bytes.

            ## Transforms


            """);
        Table(text, Transforms,
            ("transform", Link), ("description", XmlComments.Summary), ("arguments", Arguments), ("state", State),
            ("measures", Measures), ("optax", Optax), ("torch", Torch));
        text.Append("\n## Projections\n\nLast in a chain; applied to the parameters after the step.\n\n");
        Table(text, Projections,
            ("projection", Link), ("description", XmlComments.Summary), ("arguments", Arguments), ("measures", Measures),
            ("optax", Optax));
        text.Append("\n## Line searches\n\nLast in a chain; evaluates the loss at trial points.\n\n");
        Table(text, Linesearches,
            ("line search", Link), ("description", XmlComments.Summary), ("arguments", Arguments), ("optax", Optax));
        text.Append("\n## Wrappers\n\nFirst in a chain; decides whether the step happens.\n\n");
        Table(text, Wrappers, ("wrapper", Link), ("description", XmlComments.Summary), ("arguments", Arguments), ("optax", Optax));
        text.Append("\n## Aliases\n\nNamed chains.\n\n");
        Table(text, Aliases,
            ("alias", Link), ("description", XmlComments.Summary), ("chain", Chain), ("arguments", Arguments), ("optax", Optax),
            ("torch", Torch));
        text.Append("\n## Schedules\n\nAfter the transform that the schedule drives.\n\n");
        Table(text, Schedules,
            ("schedule", Link), ("description", XmlComments.Summary), ("arguments", Arguments), ("optax", Optax));
        return text.ToString();
    }

    private static void Table(
        StringBuilder text, IEnumerable<Type> rows, params (string Title, Func<Type, string> Cell)[] columns)
    {
        Row(columns.Select(column => column.Title));
        Row(columns.Select(_ => "---"));
        foreach (var type in rows)
            Row(columns.Select(column => column.Cell(type).Replace("|", "\\|", StringComparison.Ordinal)));

        void Row(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    private static string Link(Type type)
    {
        string file = Directory.GetFiles(_library, Name(type) + ".cs", SearchOption.AllDirectories).Single();
        return $"[`{Name(type)}`]({Path.GetRelativePath(Folder, file).Replace('\\', '/')})";
    }

    private static string Optax(Type type) => List(XmlComments.Counterparts(type, "optax"));

    private static string Torch(Type type) => List(XmlComments.Counterparts(type, "torch"));

    private static string Arguments(Type type) => List(type.GetConstructors().Single().GetParameters().Select(p =>
        p.HasDefaultValue && p.DefaultValue is not double.NaN ? $"{p.Name} = {Literal(p.DefaultValue)}" : p.Name!));

    private static string State(Type type)
    {
        var slots = Slots(type).ToLookup(slot => type.GetMethod(char.ToUpperInvariant(slot[0]) + slot[1..] + "Length") is null);
        int scalars = Values(type.GetMethod("Prepare")).Count(IsState);
        string perTensor = MeasuresOf(type).Any(m => ScopeOf(m) == MeasureScope.Tensor) ? " per tensor" : "";
        string[] parts =
        [
            slots[true].Any() ? $"{sizeof(float) * slots[true].Count()} bytes: {List(slots[true])}" : "",
            .. Several(type),
            slots[false].Any() ? $"{List(slots[false])} (length depends on the shape)" : "",
            scalars == 0 ? "" : $"{scalars} scalar{(scalars == 1 ? "" : "s")}{perTensor}",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    /// <summary>The vectors and scalars that a transform of all parameters keeps in several copies.</summary>
    private static IEnumerable<string> Several(Type type) =>
        from value in Values(type.GetMethod("Transform"))
        let copies = value.Attribute<CopiesAttribute>()
        where copies is not null
        let count = copies.Hyperparameter is { } name ? $"`{name}`" : copies.Count.ToString(CultureInfo.InvariantCulture)
        group value.Name by (count, isVector: value.Type.Name == typeof(WholeVectors<>).Name) into kind
        select $"{(kind.Key.isVector ? $"{sizeof(float)} bytes" : "a scalar")} for each of {kind.Key.count} {List(kind)}";

    private static string Measures(Type type) => string.Join(", ", MeasuresOf(type).Select(m =>
        $"`{char.ToLowerInvariant(m.Name[0])}{m.Name[1..]}`{(ScopeOf(m) == MeasureScope.Tensor ? " per tensor" : "")}"));

    private static string Chain(Type type) => string.Join(" → ", type.GetCustomAttributesData()
        .Where(data => data.AttributeType.IsAssignableTo(typeof(TransformAttribute)))
        .Select(data => $"`{Name(data.AttributeType)}`"));

    /// <summary>The state vectors, in the order of the signatures.</summary>
    private static IEnumerable<string> Slots(Type type) =>
        new MethodInfo?[] { type.GetMethod("Accumulate"), type.GetMethod("Update"), type.GetMethod("Observe"),
            type.GetMethod("Transform") }
            .SelectMany(Values).Where(IsSlot).Select(p => p.Name).Distinct();

    /// <summary>The parameters of a kernel, with structs replaced by their fields.</summary>
    private static IEnumerable<Value> Values(MethodInfo? kernel)
    {
        foreach (var parameter in kernel?.GetParameters() ?? [])
        {
            var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
            bool isRef = parameter.ParameterType.IsByRef && !parameter.IsOut;
            if (type is not { IsValueType: true, IsEnum: false, IsNested: true })
                yield return new(parameter.Name!, type, isRef, parameter);
            else
            {
                foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
                    yield return new(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.FieldType, isRef, field);
            }
        }
    }

    /// <summary>True if it is a state vector: a reference in a kernel over lanes, a span in a kernel over whole tensors, or a vector
    /// that the caller provides.</summary>
    private static bool IsSlot(Value value) => value.IsRef
        ? value.Type.IsGenericParameter
        : value.Attribute<CallerProvidedAttribute>() is not null || value.Type.Name is "Span`1" or "WholeVector`1" && value.Attribute<CopiesAttribute>() is null
            && value.Name is not ("update" or "parameter" or "workspace");

    private static bool IsState(Value value) => value.IsRef && value.Type == typeof(double);

    private sealed record Value(string Name, Type Type, bool IsRef, ICustomAttributeProvider Symbol)
    {
        public T? Attribute<T>() => Symbol.GetCustomAttributes(typeof(T), inherit: false).Cast<T>().FirstOrDefault();
    }

    private static IEnumerable<MethodInfo> MeasuresOf(Type type) => type.GetMethods().Where(m => ScopeOf(m) is not null);

    private static MeasureScope? ScopeOf(MethodInfo method) =>
        method.GetCustomAttribute<SumAttribute>()?.Scope ?? method.GetCustomAttribute<MaxAttribute>()?.Scope;

    private static string List(IEnumerable<string> items) => string.Join(", ", items.Select(item => $"`{item}`"));

    private static string Literal(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture)
            .Replace("E-0", "e-", StringComparison.Ordinal).Replace('E', 'e'),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };

    private static string Name(Type type) => type.Name[..^nameof(Attribute).Length];

    private static IEnumerable<Type> Derived<T>() => typeof(OptimizerAttribute).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)))
        .OrderBy(type => type.Name, StringComparer.Ordinal);
}

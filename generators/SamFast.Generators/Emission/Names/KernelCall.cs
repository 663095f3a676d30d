using SamFast.Generators.Kernels;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the calls of kernels in one generated method. An argument of a struct type is filled field by field.</summary>
internal sealed class KernelCall(CodeWriter writer, Plan plan)
{
    private readonly HashSet<string> _locals = [.. Locals.Reserved.Names, .. plan.Program.Links.SelectMany(Taken)];

    /// <summary>The arguments of a call whose structs are all passed by value.</summary>
    public static CallArgument[] Arguments(MethodModel method, Func<BindingModel, string> value) =>
        [.. Parameters(method).Select(parameter => Argument(parameter, value))];

    /// <summary>Writes a call. A struct that the kernel writes is a local: its fields are assigned after the call.</summary>
    /// <param name="argument">A value as an argument, with <c>ref</c> or <c>out</c>.</param>
    /// <param name="value">A value as the source or the target of a field.</param>
    public void Write(string head, MethodModel method, Func<BindingModel, string> argument, Func<BindingModel, string> value)
    {
        var arguments = new List<CallArgument>();
        var results = new List<string>();
        foreach (var parameter in Parameters(method))
        {
            if (parameter[0] is not { IsRef: true, Field: { } field })
            {
                arguments.Add(Argument(parameter, parameter[0].Field is null ? argument : value));
                continue;
            }

            string local = Local(field.Parameter);
            string type = field.Type.Replace(BindingModel.Element, Locals.Lanes);
            if (!field.IsOut)
                Fill($"{type} {local} = new()", parameter, value);
            arguments.Add(field.IsOut ? $"out {type} {local}" : $"ref {local}");
            results.AddRange(parameter.Select(b => $"{value(b)} = {local}.{NameOf(b)};"));
        }

        writer.Call(head, arguments, ";");
        foreach (string result in results)
            writer.Line(result);
    }

    private static IEnumerable<BindingModel[]> Parameters(MethodModel method) => method.Bindings
        .GroupBy(b => b.Field?.Parameter ?? b.Name).Select(parameter => parameter.ToArray());

    private static CallArgument Argument(BindingModel[] parameter, Func<BindingModel, string> value) => parameter[0].Field is null
        ? value(parameter[0])
        : CallArgument.Struct([.. parameter.Select(b => $"{NameOf(b)} = {value(b)}")]);

    private static string NameOf(BindingModel binding) => Symbols.Names.Escape(binding.Field!.Name);

    private static IEnumerable<string> Taken(Link link) => link.Slots.Values.Select(s => s.Name)
        .Concat(link.Scalars.Values.Select(s => s.Lane)).Concat(link.Properties.Values.Select(p => p.Lane))
        .Concat(link.Noises.Values.Select(n => n.Name)).Concat(link.Measures.Values);

    private void Fill(string head, BindingModel[] fields, Func<BindingModel, string> value)
    {
        writer.Line(head);
        using (writer.Braces("};"))
        {
            foreach (var field in fields)
                writer.Line($"{NameOf(field)} = {value(field)},");
        }
    }

    private string Local(string name)
    {
        string local = name;
        for (int number = 2; !_locals.Add(local); number++)
            local = name + number;
        return Symbols.Names.Escape(local);
    }
}

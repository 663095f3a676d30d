using System.Reflection;

namespace SamFast.Tests.Properties;

/// <summary>A value that a kernel receives: a parameter, or a field of a struct parameter.</summary>
/// <param name="Position">The index of the parameter.</param>
internal sealed record KernelValue(ParameterInfo Parameter, FieldInfo? Field, int Position)
{
    public string Name => Field is null ? Parameter.Name! : char.ToLowerInvariant(Field.Name[0]) + Field.Name[1..];

    public Type Type => Field?.FieldType ?? Plain(Parameter);

    /// <summary>True if the kernel may change the value.</summary>
    public bool IsByRef => Parameter.ParameterType.IsByRef && !Parameter.IsIn;

    public bool IsOut => Parameter.IsOut;

    public static IEnumerable<KernelValue> Of(MethodInfo kernel) => kernel.GetParameters().SelectMany((parameter, i) => IsGroup(parameter)
        ? Plain(parameter).GetFields().Select(field => new KernelValue(parameter, field, i))
        : [new KernelValue(parameter, null, i)]);

    /// <summary>The arguments of a call, from values by name.</summary>
    public static object?[] Arguments(MethodInfo kernel, Func<KernelValue, object?> value)
    {
        object?[] arguments = [.. kernel.GetParameters().Select(p => IsGroup(p) ? Activator.CreateInstance(Plain(p)) : null)];
        foreach (var each in Of(kernel).Where(v => !v.IsOut))
        {
            if (each.Field is { } field)
                field.SetValue(arguments[each.Position], value(each));
            else
                arguments[each.Position] = value(each);
        }

        return arguments;
    }

    /// <summary>The value after a call.</summary>
    public object? In(object?[] arguments) => Field is null ? arguments[Position] : Field.GetValue(arguments[Position]);

    public bool Has<TAttribute>() where TAttribute : Attribute => ((ICustomAttributeProvider?)Field ?? Parameter).IsDefined(typeof(TAttribute), false);

    public double Initial => ((MemberInfo?)Field)?.GetCustomAttribute<StartsAtAttribute>()?.Value
        ?? Parameter.GetCustomAttribute<StartsAtAttribute>()?.Value ?? 0;

    private static bool IsGroup(ParameterInfo parameter) =>
        Plain(parameter) is { IsValueType: true, IsEnum: false, DeclaringType: { } owner } && owner.IsAssignableTo(typeof(Attribute));

    private static Type Plain(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
}

using System.Text;
using SamFast.Generators.Kernels;

namespace SamFast.Generators.Tests;

/// <summary>The page of the contract shows the tables by which the generator binds kernels.</summary>
public class ContractPageTests
{
    private static readonly string _path = Path.Combine(Project.Directory, "..", "..", "src", "SamFast", "Transforms", "Contract.md");

    [Fact]
    public void The_page_is_current()
    {
        string text = Text();
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(_path, text);

        Assert.True(File.ReadAllText(_path) == text, $"{_path} is stale: set SAMFAST_UPDATE_SNAPSHOTS=1 and test again");
    }

    [Fact]
    public void Every_kernel_has_one_signature_and_at_least_one_parameter()
    {
        var kernels = Enum.GetValues<Kernel>().Where(kernel => kernel != Kernel.None && System.Numerics.BitOperations.IsPow2((int)kernel)).ToArray();

        Assert.Equal(kernels.Order(), Contract.Signatures.Select(signature => signature.Kernel).Order());
        Assert.All(kernels, kernel => Assert.NotEmpty(Contract.For(kernel)));
    }

    [Fact]
    public void Parameters_of_a_kernel_with_the_same_name_have_different_types() => Assert.All(
        Contract.Signatures, signature => Assert.Distinct(
            Contract.For(signature.Kernel).Where(term => term.Source == Source.Fixed).Select(term => (term.Name, term.Form))));

    private static string Text()
    {
        var text = new StringBuilder(
            """
            # The contract of kernels

            A test writes this page from the tables in `generators/SamFast.Generators/Kernels/Contract.cs`, by which the generator binds kernels.

            - Kernels are `public static` (or `internal static`) methods of an attribute class. Each parameter is bound by its name and type.
              If it fits several rows, the first one counts.
            - Hyperparameters are the parameters of the constructor. A slot, a state or a coefficient has the name of the parameter that writes
              it; other kernels read it by that name.
            - A parameter of a struct type stands for the public fields of the struct. Each is bound by its name in camelCase and its type, as
              if it were a parameter, and is passed by value or by reference as the struct is.
            - Random numbers need a hyperparameter `double seed`.
            - `ascentGradient` is the gradient at the unperturbed parameters, for transforms after `[Sam]`.
            - With `value`, the optimizer is an `ILossOptimizer<T>`. With `isLastDescent`, SAM steps after each ascent.


            """.ReplaceLineEndings("\n"));
        foreach (var signature in Contract.Signatures)
        {
            text.Append(CultureInfo, $"## {char.ToUpperInvariant(signature.Title[0])}{signature.Title[1..]}\n\n");
            text.Append(CultureInfo, $"`{signature.Text}`. {signature.Runs}\n\n| parameter | name | value |\n|---|---|---|\n");
            foreach (var term in Contract.For(signature.Kernel))
                text.Append(CultureInfo, $"| {Code(term)} | {NameOf(term)} | {term.Meaning}{(term.IsRequired ? " (required)" : "")} |\n");
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IFormatProvider CultureInfo => System.Globalization.CultureInfo.InvariantCulture;

    private static string Code(Term term) => term.Form switch
    {
        Form.Declared => "the hyperparameter's type; of an array, also a span",
        Form.DeclaredOrWider => "the hyperparameter's type, or a wider number",
        _ => $"`{Contract.Text(term)}`",
    };

    private static string NameOf(Term term) => term.Source switch
    {
        Source.Fixed => $"`{term.Name}`",
        Source.New or Source.Marked or Source.Shared => "any",
        Source.Scalars or Source.Constants => "the hyperparameter's name",
        Source.Slots => "the slot's name; any with `[CallerProvided]`",
        Source.States => "the state's name",
        Source.Prepared => "the coefficient's name",
        Source.Concluded => "the coefficient's name",
        _ => "the measure's name in camelCase",
    };
}

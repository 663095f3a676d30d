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
            Kernels are `public static` (or `internal static`) methods of an attribute class, and each parameter is bound by its name and type.
            If a parameter fits several rows, the first one counts.
            A parameter of a struct type stands for the public fields of the struct: each is bound by its name in camelCase and its type, as a
            parameter passed like the struct is.


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

    private static string Code(Term term) => term.Form is Form.Declared or Form.DeclaredOrWider ? "as declared" : $"`{Contract.Text(term)}`";

    private static string NameOf(Term term) => term.Source switch
    {
        Source.Fixed => $"`{term.Name}`",
        Source.New or Source.Marked or Source.Shared => "any",
        Source.Scalars or Source.Constants => "that of the constructor's parameter",
        Source.Slots => "that in the kernel that changes it, or any with `[CallerProvided]`",
        Source.States => "that of a `ref` parameter of `Prepare`, `Conclude` or `ShouldStep`",
        Source.Prepared => "that of an `out` parameter of `Prepare`",
        Source.Concluded => "that of an `out` parameter of `Conclude`",
        _ => "that of the measure, with a small first letter",
    };
}

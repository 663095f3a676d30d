using System.Reflection;
using Microsoft.CodeAnalysis;
using SamFast.Generators.Tests;

namespace SamFast.Torch.Tests;

/// <summary>The examples with TorchSharp compile and train a model.</summary>
public class DocumentationTests
{
    private const string Model = "TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> model",
        Data = "TorchSharp.torch.Tensor x, TorchSharp.torch.Tensor y", Bound = "TorchParameters<float> parameters";

    [Fact]
    public void The_examples_of_the_page_compile_and_run()
    {
        string program = Page.Program(
            Page.Examples("src/SamFast.TorchSharp/README.md"),
            $"{Model}, {Data}", $"{Model}, {Bound}, {Data}", $"{Model}, {Bound}, SharpAdamW sam, {Data}");
        Run(program + $$"""
            public static class Reader
            {
                public static void Run({{Model}}, {{Data}})
                {
                    Caller.Example0(model, x, y);
                    var parameters = TorchParameters.Bind<float>(model, (name, p) => p.dim() > 1 ? "decay" : null);
                    Caller.Example1(model, parameters, x, y);
                    var sam = new SharpAdamW(parameters.Layout);
                    model.zero_grad();
                    cross_entropy(model.forward(x), y).backward();
                    Caller.Example2(model, parameters, sam, x, y);
                    if (sam.StepCount != 1)
                        throw new InvalidOperationException("That was not a period.");
                }
            }
            """);
    }

    [Fact]
    public void The_example_of_the_readme_compiles_and_runs()
    {
        string[] blocks = Page.Blocks("README.md");
        string training = blocks.Single(block => block.Contains("Torch", StringComparison.Ordinal));
        string program = Page.Program(
            [
                .. blocks.Take(2).Select(block => Example.Of(block) with { Statements = "" }),
                Example.Of(training.Replace("in …", "in batches", StringComparison.Ordinal)),
            ],
            $"{Model}, (TorchSharp.torch.Tensor, TorchSharp.torch.Tensor)[] batches");
        Run("using static TorchSharp.torch.nn.functional;\n" + program + $$"""
            public static class Reader
            {
                public static void Run({{Model}}, {{Data}}) => Caller.Example0(model, [(x, y), (x, y)]);
            }
            """);
    }

    /// <summary>Has a program train a small network.</summary>
    private static void Run(string program)
    {
        using ConvNet model = new(seed: 1);
        using Batch batch = new(seed: 1);
        MetadataReference[] more =
        [
            .. new[] { typeof(TorchParameters), typeof(TorchSharp.torch) }
                .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
        ];
        float[] before = TorchParameters.Bind<float>(model).All();
        var reader = Assembly.Load(Compiler.Run(Compiler.Compile([program], more)).Emit());
        reader.GetType("Reader", throwOnError: true)!.GetMethod("Run")!.Invoke(null, [model, batch.Images, batch.Classes]);
        float[] after = TorchParameters.Bind<float>(model).All();
        Assert.All(after, (value, i) => Assert.True(float.IsFinite(value), $"{i}"));
        Assert.NotEqual(before, after);
    }
}
